# EventStoreDB: the configured server, or none; its suites run on the protocol server of the tests all the same.

find_eventstoredb() {
  local url=${EVENTSTORE_URL:-} answer
  unset EVENTSTORE_URL
  if [ -z "$url" ]; then
    said[EventStoreDB]='not used, because EVENTSTORE_URL is not set; its suites run on the protocol server of the tests alone'
    return
  fi
  if ! answer=$(node .ci/servers/probe.mjs eventstoredb "$url"); then
    said[EventStoreDB]="not used, because $answer"
    return
  fi
  export EVENTSTORE_URL=$url
  said[EventStoreDB]="used ($answer)"
}
