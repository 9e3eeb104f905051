#!/bin/bash
# Restarts the two backends of the staging system one after the other; nobody notices, because nginx
# passes requests to the other one. Needs: docker compose -f docker-compose.staging.yml --profile second up -d
#   docker/rolling-restart.sh            restart as they are
#   docker/rolling-restart.sh --update   put new containers of the present image in their place
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
compose=(docker compose -f docker-compose.staging.yml --profile second)

case ${1:-} in
  '') act=(restart) ;;
  --update) act=(up -d --no-deps --no-build --force-recreate) ;;
  *) echo "rolling-restart.sh: unknown argument \"$1\": see the head of this file" >&2; exit 2 ;;
esac

healthy() { # SERVICE
  local id
  id=$("${compose[@]}" ps -q "$1") && [[ -n $id ]] &&
    docker exec "$id" healthcheck >/dev/null 2>&1
}

wait_for() { # SERVICE
  local _
  for _ in $(seq 120); do
    healthy "$1" && return 0
    sleep 1
  done
  echo "rolling-restart.sh: $1 is not ready: the other one serves alone. Look at docker compose logs $1" >&2
  exit 1
}

for service in backend backend2; do
  healthy "$service" || {
    echo "rolling-restart.sh: $service is not up and ready, and nothing was restarted: start both first" >&2
    exit 1
  }
done
for service in backend backend2; do
  "${compose[@]}" "${act[@]}" "$service"
  wait_for "$service"
  # Until nginx has looked the names up again.
  sleep 4
  echo "$service restarted"
done
