# Redis: the configured or local server, else one of this run that keeps nothing on disk.

find_redis() {
  local url=${REDIS_URL:-redis://127.0.0.1:6379} answer reason
  unset REDIS_URL
  if answer=$(node .ci/servers/probe.mjs redis "$url"); then
    export REDIS_URL=$url
    said[Redis]="used ($answer)"
    return
  fi
  reason=$answer
  if ! command -v redis-server >/dev/null && ! answer=$(debian_install redis-server); then
    said[Redis]="not used, because $reason, and none can be started: $answer"
    return
  fi
  local port
  port=$(node .ci/servers/probe.mjs free-port)
  redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly no --dir "$work" >"$work/redis.log" 2>&1 &
  at_end kill "$!"
  url=redis://127.0.0.1:$port
  if ! answer=$(node .ci/servers/probe.mjs redis "$url" 10000); then
    said[Redis]="not used, because $reason, and one that was started does not answer: $(tail -n 1 "$work/redis.log")"
    return
  fi
  export REDIS_URL=$url
  said[Redis]="used ($answer, started for this run)"
}
