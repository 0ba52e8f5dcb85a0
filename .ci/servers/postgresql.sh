# PostgreSQL 15 or later with two databases of this run: the configured or local server, else a cluster of its own.

find_postgresql() {
  local server=${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} answer note=''
  unset DATABASE_URL VAULT_DATABASE_URL
  if ! answer=$(node .ci/servers/probe.mjs postgresql "$server"); then
    local reason=$answer
    if ! start_postgresql; then
      said[PostgreSQL]="not used, because $reason, and none can be started: $answer; the tests run on the embedded one"
      return
    fi
    note=', started for this run'
  fi
  local main=sijil_ci_$$ vault=sijil_ci_$$_vault
  at_end node .ci/servers/probe.mjs drop "$server" "$main" "$vault"
  local created
  if ! created=$(node .ci/servers/probe.mjs create "$server" "$main" "$vault"); then
    said[PostgreSQL]="not used, because $created; the tests run on the embedded one"
    return
  fi
  DATABASE_URL=$(sed -n 1p <<<"$created")
  VAULT_DATABASE_URL=$(sed -n 2p <<<"$created")
  export DATABASE_URL VAULT_DATABASE_URL
  said[PostgreSQL]="used ($answer$note)"
}

# Starts a cluster with a folder and a port of its own. Sets `server` and `answer`; `answer` says why when it cannot.
start_postgresql() {
  local bin
  bin=$(postgresql_programs)
  if [ -z "$bin" ]; then
    answer=$(debian_install postgresql) || return 1
    bin=$(postgresql_programs)
    if [ -z "$bin" ]; then answer='Debian has no PostgreSQL 15 or later here'; return 1; fi
  fi
  local data port as=()
  # The server refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    local account=nobody
    if id postgres >/dev/null 2>&1; then account=postgres; fi
    as=(setpriv "--reuid=$account" "--regid=$(id -gn "$account")" --init-groups)
  fi
  data=$(mktemp -d /var/tmp/sijil-ci-postgresql.XXXXXX) || { answer='/var/tmp cannot be written'; return 1; }
  at_end rm -rf "$data"
  if [ "$(id -u)" = 0 ]; then chown "$account" "$data"; fi
  port=$(node .ci/servers/probe.mjs free-port)
  if ! (cd "$data" && "${as[@]}" "$bin/initdb" -D "$data/cluster" -U postgres -A trust -E UTF8 --locale=C >"$work/initdb.log" 2>&1); then
    answer="initdb failed: $(tail -n 1 "$work/initdb.log")"
    return 1
  fi
  at_end "${as[@]}" "$bin/pg_ctl" -D "$data/cluster" -m fast -w stop
  # It lives as long as this run and is never killed in it (tests that kill a server bring their own), so nothing has to reach the disk.
  local options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=off"
  if ! (cd "$data" && "${as[@]}" "$bin/pg_ctl" -D "$data/cluster" -l "$data/server.log" -o "$options" -w start >/dev/null 2>&1); then
    answer="its server did not start: $(tail -n 1 "$data/server.log" 2>/dev/null)"
    return 1
  fi
  server=postgres://postgres@127.0.0.1:$port/postgres
  answer=$(node .ci/servers/probe.mjs postgresql "$server")
}

# The newest installed programs of version 15 or later; nothing when there are none.
postgresql_programs() {
  local version
  for version in $(ls /usr/lib/postgresql 2>/dev/null | grep -E '^[0-9]+$' | sort -rn); do
    if [ "$version" -ge 15 ] && [ -x "/usr/lib/postgresql/$version/bin/initdb" ]; then
      echo "/usr/lib/postgresql/$version/bin"
      return
    fi
  done
}
