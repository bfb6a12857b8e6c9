#!/usr/bin/env bash
# A throw-away PostgreSQL for the tests: `postgres.sh start` prints a connection string for MEDMGR_TEST_POSTGRES, `postgres.sh stop` removes it all.
# Exit 3: no PostgreSQL on this machine (Debian: apt-get install -y postgresql).
set -euo pipefail

# One for each working copy, in /tmp because the path of a socket may have 107 bytes at most.
state="/tmp/medmgr-test-postgres.$(cd "$(dirname "$0")" && pwd -P | cksum | cut -d ' ' -f 1)"

find_binaries() {
  local initdb
  initdb="$(ls -1d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)" || true
  [ -n "$initdb" ] || initdb="$(readlink -f "$(command -v postgres || true)" 2>/dev/null || true)"
  [ -n "$initdb" ] && [ -x "$(dirname "$initdb")/initdb" ] || { echo "no PostgreSQL server found" >&2; exit 3; }
  dirname "$initdb"
}

# initdb and postgres refuse to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

stop() {
  [ -f "$state/binaries" ] || return 0
  as_server "$(cat "$state/binaries")/pg_ctl" -D "$state/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$state"
}

start() {
  local binaries
  binaries="$(find_binaries)"
  stop
  mkdir -p "$state"
  chmod 700 "$state"
  [ "$(id -u)" != 0 ] || chown postgres "$state"
  echo "$binaries" >"$state/binaries"
  as_server "$binaries/initdb" -D "$state/data" -U medmgr --auth=trust -E UTF8 --locale=C --no-instructions >"$state/log" 2>&1 \
    || { cat "$state/log" >&2; exit 1; }
  # A socket in our own directory needs no free port and is open to nobody else. fsync stays on: durability is part of what is tested.
  as_server "$binaries/pg_ctl" -D "$state/data" -l "$state/data/log" -w -t 30 \
    -o "-c listen_addresses='' -c unix_socket_directories='$state' -c max_connections=200 -c fsync=on" start >>"$state/log" 2>&1 \
    || { cat "$state/log" "$state/data/log" >&2; exit 1; }
  echo "Host=$state;Username=medmgr;Database=postgres"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *) echo "usage: $0 start|stop" >&2; exit 2 ;;
esac
