# Elasticsearch: the configured or local server, else by the starter that may lie beside the clone.

find_elasticsearch() {
  local url=${ELASTICSEARCH_URL:-http://127.0.0.1:9200} answer reason
  unset ELASTICSEARCH_URL
  if answer=$(node .ci/servers/probe.mjs elasticsearch "$url"); then
    export ELASTICSEARCH_URL=$url
    said[Elasticsearch]="used ($answer)"
    return
  fi
  reason=$answer
  local starter
  starter=$(cd .. && pwd)/shared/tools/elasticsearch
  if [ ! -x "$starter" ]; then
    said[Elasticsearch]="not used, because $reason, and there is no ../shared/tools/elasticsearch to start one"
    return
  fi
  at_end "$starter" stop
  # It may have to download the server first.
  if ! timeout 300 "$starter" start >"$work/elasticsearch.url" 2>"$work/elasticsearch.log"; then
    said[Elasticsearch]="not used, because $reason, and ../shared/tools/elasticsearch failed: $(last_words "$work/elasticsearch.log")"
    return
  fi
  url=$(tail -n 1 "$work/elasticsearch.url")
  if ! answer=$(node .ci/servers/probe.mjs elasticsearch "$url"); then
    said[Elasticsearch]="not used, because $reason, and one that was started does not answer: $answer"
    return
  fi
  export ELASTICSEARCH_URL=$url
  said[Elasticsearch]="used ($answer, started for this run)"
}

# What a log says in the end, without colours: its first error, else its last line.
last_words() {
  local plain
  plain=$(sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -v '^[[:space:]]*$')
  { grep -m 1 -iE 'error|failed' <<<"$plain" || tail -n 1 <<<"$plain"; } | cut -c 1-300
}
