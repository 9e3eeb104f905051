#!/bin/bash
# Plays docs/OPERATIONS.md on real containers and says for every step whether it went as written.
#   docker/drill.sh [--keep]
# Uses an engine of its own (root, Linux, Debian): in its own network namespace, with stand-ins for the
# base images, so that no registry is needed. DRILL_ENGINE=host uses the engine that runs already, and the
# real base images. DRILL_WORK (a temporary folder) keeps images between runs when it is given.
# Exit code: 0 when every step went well or none could be tried, which is said loudly; else 1.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${here%/docker}
keep=
[[ ${1:-} == --keep ]] && keep=yes
engine=${DRILL_ENGINE:-own}
work=${DRILL_WORK:-}
netns=sims-drill
domain=sims.drill.test
tomcat_version=$(sed -n 's|.*<tomcat.version>\(.*\)</tomcat.version>.*|\1|p' "$home/pom.xml")
passed=0 failed=0 skipped=0
began=$SECONDS

skip_all() {
  echo
  echo "SKIPPED: the whole drill: $*"
  echo "0 steps passed, 0 failed, all skipped"
  exit 0
}

[[ $(uname -s) == Linux ]] || skip_all "it needs Linux"
command -v docker >/dev/null || [[ $engine == own ]] || skip_all "docker is not installed"
if [[ $engine == own ]]; then
  [[ $(id -u) == 0 ]] || skip_all "an engine of its own needs root; DRILL_ENGINE=host uses one that runs"
  command -v apt-get >/dev/null || skip_all "stand-in base images need Debian's tools"
  unshare -m true 2>/dev/null && ip netns list >/dev/null 2>&1 || skip_all "this machine allows no namespaces"
fi

if [[ $engine == host && ${DRILL_INSIDE:-} != yes ]] && docker volume ls -q | grep -q '^sims_'; then
  skip_all "this engine holds volumes of SIMS, and the drill destroys them"
fi

# --- inside or outside of the namespace -------------------------------------------------------

if [[ ${DRILL_INSIDE:-} != yes ]]; then
  own_work=
  [[ $work ]] || { work=$(mktemp -d /var/tmp/sims-drill.XXXXXX) && own_work=yes; }
  mkdir -p "$work"
  # shellcheck source-path=SCRIPTDIR
  # shellcheck source=drill/engine.sh
  . "$here/drill/engine.sh"

  finish() {
    trap - EXIT INT TERM
    local pid
    [[ ${inside:-} ]] && kill "$inside" 2>/dev/null && wait "$inside" 2>/dev/null
    for pid in "$work"/pids/*; do
      [[ -f $pid ]] && kill "$(basename "$pid")" 2>/dev/null && rm -f "$pid"
    done
    if [[ $engine == own ]]; then
      engine_stop "$work/run.pid"
      engine_stop "$work/build.pid"
      ip netns delete "$netns" 2>/dev/null
    fi
    [[ $keep ]] && echo "kept: $work" && return
    rm -rf "$work/site"
    [[ $own_work ]] && rm -rf "$work"
    return 0
  }
  trap finish EXIT
  trap 'exit 130' INT TERM
  mkdir -p "$work/pids"

  jdk=${JAVA_HOME:-}
  [[ -x $jdk/bin/jar ]] || jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /x/y)")")")
  war_stage=built
  if [[ $engine == own ]]; then
    engine_needs || skip_all "docker, mmdebstrap, pebble or compose cannot be installed here (see $work/apt.log)"
    [[ -f $home/target/sims.war ]] || (cd "$home" && mvn -B -q -Dmaven.test.skip=true package) ||
      skip_all "the WAR cannot be built"
    war_stage=packed
    at=$SECONDS
    export DOCKER_HOST=unix://$work/build.sock
    engine_build_start || skip_all "no engine starts here: $(tail -n 1 "$work/dockerd-build.log")"
    standins || skip_all "the stand-in base images cannot be built here"
    echo "stand-in base images: $((SECONDS - at)) s"
  fi
  at=$SECONDS
  for image in backend nginx backup; do
    (cd "$home" && DOCKER_BUILDKIT=1 docker build -q --network=host --build-arg SIMS_WAR=$war_stage --target $image \
      -t sims-$image:latest -f docker/Dockerfile .) >/dev/null || skip_all "sims-$image cannot be built"
  done
  echo "our images: $((SECONDS - at)) s"
  if [[ $engine == own ]]; then
    engine_stop "$work/build.pid"
    export DOCKER_HOST=unix://$work/run.sock
    engine_run_start || skip_all "no engine starts in a namespace: $(tail -n 1 "$work/dockerd-run.log")"
    enter=(nsenter --net="/run/netns/$netns" unshare -m)
  else
    enter=(sudo -E unshare -m)
    [[ $(id -u) == 0 ]] && enter=(unshare -m)
  fi
  docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}' | grep '^sims-' | sort
  rm -rf "$work/site"
  mkdir "$work/site"
  (cd "$home" && tar cf - --exclude=docker/drill backup.sh docker docker-compose*.yml .env.example docs/OPERATIONS.md) |
    tar xf - -C "$work/site"
  DRILL_INSIDE=yes DRILL_WORK=$work DRILL_ENGINE=$engine "${enter[@]}" bash "$here/drill.sh" &
  inside=$!
  wait "$inside"
  exit $?
fi

# --- inside -----------------------------------------------------------------------------------

cd "$work/site" || exit 1
trap 'exit 143' INT TERM

everything_down() { # also what an interrupted drill has left
  [[ ${running:-} ]] && kill "$running" 2>/dev/null
  [[ -f .env ]] || cp .env.example .env
  local file
  for file in docker-compose.yml docker-compose.staging.yml; do
    SECRET_KEY=x POSTGRES_PASSWORD=x docker compose -f "$file" --profile '*' down -v --remove-orphans -t 5
  done >/dev/null 2>&1
}
trap everything_down EXIT
everything_down
log=$work/drill.log
: >"$log"
staging=(docker compose -f docker-compose.staging.yml)

step() { # NAME COMMAND...: runs it; one line
  local name=$1 at rc=0
  shift
  at=$(date +%s%N)
  echo "=== $name" >>"$log"
  ("$@") >"$work/step.log" 2>&1 </dev/null &
  running=$!
  wait "$running" || rc=$?
  cat "$work/step.log" >>"$log"
  at=$((($(date +%s%N) - at) / 100000000))
  if ((rc == 0)); then
    passed=$((passed + 1))
    printf 'ok    %3d.%d s  %s%s\n' $((at / 10)) $((at % 10)) "$name" "$(sed -n 's/^SAY: /: /p' "$work/step.log" | tail -n 1)"
  else
    failed=$((failed + 1))
    printf 'FAIL  %3d.%d s  %s\n' $((at / 10)) $((at % 10)) "$name"
    tail -n 12 "$work/step.log" | sed 's/^/        | /'
  fi
}

skip() { # NAME WHY
  skipped=$((skipped + 1))
  echo "SKIP           $1: $2"
}

# The block of the runbook with that name, with what a person would put in or do without a terminal.
block() {
  awk -v mark="<!-- drill: $1 -->" '$0 == mark { found = 1; next } found && /^```bash/ { on = 1; next }
    on && /^```/ { exit } on' docs/OPERATIONS.md |
    sed -e 's/exec -it/exec -i/' -e 's/logs -f/logs --tail 50/' -e 's/^docker stats$/docker stats --no-stream/' \
      -e "s/yourdomain\.com/$domain/g" -e "s/\bDATE\b/${DATE:-}/" -e '/^nano /d' -e '/sims createsuperuser$/d' -e '/^cp .env.example/d'
}

runbook() { # BLOCK: every line must succeed
  local script
  script=$(block "$1")
  [[ $script ]] || { echo "the runbook has no block $1"; return 1; }
  bash -euxo pipefail -c "$script"
}

until_ok() { # SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { echo "not within time: $*"; "$@"; return 1; }
    sleep 1
  done
}

health_is() { # STATUS HTTP_CODE [COMPONENT]
  local answer
  answer=$(curl -sS -m 10 -w ' %{http_code}' http://localhost:8000/health/)
  echo "$answer"
  [[ $answer == *"\"status\":\"$1\""*" $2" ]] && { [[ -z ${3:-} ]] || [[ $answer != *"\"$3\":\"ok\""* ]]; }
}

site() { curl -sS -m 60 --cacert "$work/ca.pem" "$@"; }
sql() { docker exec "$postgres" psql -qXAt -U sims_user -d sims_db -c "$1"; }
sign_in() { # PASSWORD: prints an access token
  site -f "https://$domain/api/auth/login/" -H 'Content-Type: application/json' \
    -d "{\"identifier\":\"admin\",\"password\":\"$1\"}" | sed 's/.*"access": *"\([^"]*\)".*/\1/'
}
set_env() { # NAME VALUE
  grep -q "^$1=" .env && sed -i "s|^$1=.*|$1=$2|" .env || echo "$1=$2" >>.env
}
gateway=172.17.0.1

prepare() {
  cp .env.example .env
  set_env SECRET_KEY "$(openssl rand -base64 48)"
  set_env POSTGRES_PASSWORD "$(openssl rand -hex 24)"
  set_env SIMS_DOMAIN "$domain"
  set_env ALLOWED_HOSTS "$domain,www.$domain"
  set_env SECURE_SSL_REDIRECT True
  set_env EMAIL_HOST "$gateway"
  set_env EMAIL_PORT 2525
  set_env EMAIL_USE_TLS False
  set_env SIMS_DEMO_PASSWORD "$password"
}
password='nine purple otters juggle'
postgres=sims_postgres_staging

helpers() { # mail server, ACME server, names: of the drill alone
  printf '127.0.0.1 localhost %s www.%s\n' "$domain" "$domain" >"$work/hosts"
  mount --bind "$work/hosts" /etc/hosts || return 1
  python3 "$here/drill/mailbox.py" 2525 "$work/mail.txt" >"$work/mailbox.log" 2>&1 &
  touch "$work/pids/$!"
  command -v pebble >/dev/null || return 0
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=pebble -addext "subjectAltName=IP:$gateway,DNS:localhost" \
    -keyout "$work/pebble.key" -out "$work/pebble.pem" 2>/dev/null
  cat >"$work/pebble.json" <<JSON
{"pebble": {"listenAddress": "0.0.0.0:14000", "managementListenAddress": "0.0.0.0:15000", "certificate": "$work/pebble.pem",
 "privateKey": "$work/pebble.key", "httpPort": 80, "tlsPort": 443, "ocspResponderURL": "", "externalAccountBindingRequired": false}}
JSON
  PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0 pebble -config "$work/pebble.json" >"$work/pebble.log" 2>&1 &
  touch "$work/pids/$!"
}
: >"$work/mail.txt"
helpers || skip_all "no hosts file of its own can be made"

# --- staging ----------------------------------------------------------------------------------

no_secrets() { # compose says what is missing
  cp .env.example .env
  ! "${staging[@]}" config -q 2>said && grep -q 'required variable' said
}
step 'bad input: compose refuses an .env without secrets, by name' no_secrets
step 'settings' prepare

up() {
  runbook staging-setup && until_ok 180 health_is ok 200
}
first_up() {
  "${staging[@]}" up -d --no-build && until_ok 240 docker exec sims_backend_staging healthcheck
}
step 'staging: up' first_up
superuser() {
  (sleep 6; for word in chief chief@fmu.example 'seven green herons whistle' 'seven green herons whistle'; do
    echo "$word"; sleep 2; done) | script -qec 'docker exec -it sims_backend_staging sims createsuperuser' /dev/null
  [[ $(sql "select role from app_user where username = 'chief'") == Admin ]]
}
check_deploy() { runbook staging-setup; }
step 'staging: setup block (migrate, seed 50, check --deploy)' check_deploy
step 'createsuperuser asks at a terminal' superuser
step 'health: all components ok' health_is ok 200
on_80() { [[ $(curl -sS -o /dev/null -w '%{http_code}' "http://$domain/healthz/") == 200 &&
  $(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' "http://$domain/api/students/") == "308 https://$domain/api/students/" ]]; }
step 'nginx: health without redirect, the rest to https' on_80
refuses() {
  [[ $(curl -sSk -o /dev/null -w '%{http_code}' "https://localhost/api/students/") == 400 &&
    $(curl -sS -o /dev/null -w '%{http_code}' -H 'Host: evil.example' http://localhost:8000/api/students/) == 400 &&
    $(curl -sSk -o /dev/null -w '%{http_code}' "https://$domain/metrics") == 404 ]]
}
step 'foreign Host gets 400 from nginx and from the backend; /metrics is not passed on' refuses

if command -v pebble >/dev/null; then
  certificate() {
    docker run --rm -v sims_letsencrypt_volume:/etc/letsencrypt --entrypoint sh sims-nginx:latest -c \
      "printf 'server = https://$gateway:14000/dir\nno-verify-ssl = true\n' >/etc/letsencrypt/cli.ini"
    until_ok 20 curl -sSk https://localhost:15000/roots/0
    curl -sSk https://localhost:15000/roots/0 >"$work/ca.pem"
    runbook certificate && until_ok 60 site -f "https://$domain/healthz"
  }
  step 'certificate: certbot certonly against a test ACME server' certificate
else
  skip 'certificate' 'pebble is not installed'
  docker exec sims_nginx cat /etc/nginx/certs/fullchain.pem >"$work/ca.pem"
fi
tls() {
  site -f --tlsv1.3 -o /dev/null "https://$domain/healthz" && site -f --tlsv1.2 --tls-max 1.2 -o /dev/null "https://$domain/healthz" &&
    ! site -f --tls-max 1.1 -o /dev/null "https://$domain/healthz" &&
    [[ $(site -o /dev/null -w '%{http_version}' "https://$domain/healthz") == 2 ]] &&
    site -I "https://$domain/api/docs/" | grep -qi '^strict-transport-security'
}
step 'TLS 1.2 and 1.3 only, HTTP/2, security headers' tls
login() { TOKEN=$(sign_in "$password") && [[ $TOKEN == ey* ]] && echo "$TOKEN" >"$work/token"; }
step 'login through nginx with TLS' login
throttled() {
  local codes
  codes=$(for _ in $(seq 40); do echo "https://$domain/api/auth/login/"; done |
    xargs -P 8 -n 1 curl -sS -o /dev/null -w '%{http_code}\n' --cacert "$work/ca.pem" -X POST)
  sort <<<"$codes" | uniq -c
  grep -q 429 <<<"$codes" && ! grep -q '^5' <<<"$codes"
}
step 'nginx: a flood of logins gets 429' throttled

scale() { "${staging[@]}" up -d --no-build --scale rqworker=3 rqworker && until_ok 240 three_workers; }
three_workers() { [[ $(docker exec sims_backend_staging sims rqstats --json) == *'"workers":3'* ]]; }
step 'rqworker scaled to 3' scale
enqueue() { # COUNT PREFIX
  local id n=0
  for id in $(sql "select id from student order by id limit $1"); do
    n=$((n + 1))
    site -f -o /dev/null "https://$domain/api/transcripts/enqueue/" -H "Authorization: Bearer $(<"$work/token")" \
      -H 'Content-Type: application/json' -d "{\"student_id\": $id, \"email\": \"$2$n@fmu.example\"}" || return 1
  done
}
thirty() {
  enqueue 30 job && until_ok 180 arrived 30 job && sleep 2 && arrived 30 job
  echo "SAY: $(grep -c '^job' "$work/mail.txt") mails, $(grep '^job' "$work/mail.txt" | sort -u | wc -l) recipients"
  [[ $(grep -c '^job' "$work/mail.txt") == 30 ]]
}
arrived() { [[ $(grep "^$2" "$work/mail.txt" | sort -u | wc -l) == "$1" ]]; }
step '30 jobs on 3 workers, each mailed once' thirty

redis_away() {
  "${staging[@]}" stop redis && until_ok 30 health_is degraded 503 redis &&
    [[ $(site -o /dev/null -w '%{http_code}' "https://$domain/api/students/" -H "Authorization: Bearer $(<"$work/token")") == 200 ]] &&
    "${staging[@]}" start redis && until_ok 60 health_is ok 200
}
step 'redis stopped: degraded, the API goes on; started: ok' redis_away
postgres_away() {
  "${staging[@]}" stop postgres && until_ok 30 health_is degraded 503 database &&
    site -i "https://$domain/api/students/" -H "Authorization: Bearer $(<"$work/token")" | grep -qi '^retry-after' &&
    "${staging[@]}" start postgres && until_ok 60 health_is ok 200
}
step 'postgres stopped: 503 with Retry-After; started: ok' postgres_away
workers_away() {
  "${staging[@]}" stop rqworker && enqueue 1 late && until_ok 90 health_is degraded 503 rq_queue &&
    "${staging[@]}" start rqworker && until_ok 120 health_is ok 200 && until_ok 60 arrived 1 late
}
step 'workers stopped: a waiting job makes rq_queue not ok; started: it runs' workers_away
backend_away() {
  "${staging[@]}" stop backend &&
    [[ $(site -o /dev/null -w '%{http_code}' "https://$domain/api/students/") == 503 ]] &&
    "${staging[@]}" start backend && until_ok 240 site -f "https://$domain/healthz"
}
step 'backend stopped: 503 from nginx; started: ok' backend_away
nginx_away() { "${staging[@]}" stop nginx && "${staging[@]}" start nginx && until_ok 30 site -f "https://$domain/healthz"; }
step 'nginx stopped and started' nginx_away

rolling() {
  local load rc=0 second
  second=$(block rolling | head -n 1)
  "${staging[@]}" --profile second up -d --no-build --scale rqworker=3 && [[ $second ]] || return 1
  until_ok 240 docker exec sims_backend2_staging healthcheck || return 1
  sleep 3
  rm -f "$work/stop"
  python3 "$here/drill/load.py" "https://$domain/api/programs/" "$work/ca.pem" "$(<"$work/token")" "$work/stop" >"$work/load.log" &
  load=$!
  runbook rolling || rc=1
  touch "$work/stop"
  wait "$load" || rc=1
  echo "SAY: $(<"$work/load.log")"
  cat "$work/load.log"
  return $rc
}
step 'rolling restart of two backends under load' rolling

# --- backup, loss, restore ----------------------------------------------------------------------

backup() { runbook backup && DATE=$(basename "$(ls backups/db_*.dump | tail -n 1)" .dump) && echo "${DATE#db_}" >"$work/date"; }
quiet() { "${staging[@]}" --profile second stop backend2 rqworker; }
step 'second backend and workers stopped, so that nothing changes' quiet
step 'backup and verify' backup
DATE=$(cat "$work/date" 2>/dev/null)
step 'backup by hand, piece by piece' runbook backup-by-hand
in_container() { "${staging[@]}" run --rm backup --db-only >/dev/null; }
step 'backup container (non-root, native)' in_container
damaged() {
  mkdir -p bad && cp "backups/db_$DATE.dump" "backups/manifest_$DATE.tsv" bad/ && (cd bad && sha256sum ./*.dump ./*.tsv | sed 's| \./| |' >SHA256SUMS)
  SIMS_BACKUP_DIR=bad ./backup.sh --db-only verify "$DATE" &&
    truncate -s -2000 "bad/db_$DATE.dump" && (cd bad && sha256sum ./*.dump ./*.tsv | sed 's| \./| |' >SHA256SUMS) &&
    ! SIMS_BACKUP_DIR=bad ./backup.sh --db-only verify "$DATE"
}
step 'bad input: a truncated dump is refused' damaged
full_disk() {
  mkdir -p small && mount -t tmpfs -o size=64k tmpfs small || return 1
  ! SIMS_BACKUP_DIR=small ./backup.sh && [[ -z $(find small -name 'db_*.dump' -o -name '*.part') ]]
  local rc=$?
  umount small
  return $rc
}
step 'bad input: a full disk fails the backup and leaves nothing' full_disk

media_sums() { docker run --rm -v sims_media_volume:/data -w /data alpine sh -c 'find . -type f -exec sha256sum {} + | sort -k 2'; }
loss() {
  media_sums >"$work/media.before" && cp "backups/manifest_$DATE.tsv" "$work/manifest.before"
  "${staging[@]}" --profile second down -v && ! docker volume inspect sims_media_volume sims_postgres_staging_volume
}
step 'every volume destroyed' loss
recover() {
  "${staging[@]}" up -d --no-build postgres && until_ok 60 docker exec $postgres pg_isready -h 127.0.0.1 -U sims_user
  docker volume create sims_media_volume >/dev/null
  ./backup.sh restore "$DATE"
}
step 'restore into an empty server' recover
compare() {
  media_sums | diff "$work/media.before" - || return 1
  ./backup.sh --db-only && diff "$work/manifest.before" "$(ls backups/manifest_*.tsv | tail -n 1)" &&
    echo "SAY: $(wc -l <"$work/manifest.before") tables, $(awk '{ n += $2 } END { print n }' "$work/manifest.before") rows, $(wc -l <"$work/media.before") documents alike"
}
step 'compared, table by table and document by document' compare
back_up_again() {
  "${staging[@]}" up -d --no-build && until_ok 240 health_is ok 200 &&
    docker run --rm -v sims_letsencrypt_volume:/etc/letsencrypt --entrypoint sh sims-nginx:latest -c \
      "printf 'server = https://$gateway:14000/dir\nno-verify-ssl = true\n' >/etc/letsencrypt/cli.ini" && runbook certificate &&
    until_ok 60 site -f "https://$domain/healthz" && login
}
step 'up again: health, certificate, login with the restored accounts' back_up_again
restore_running() { runbook restore && until_ok 240 health_is ok 200; }
step 'restore block on the running system' restore_running
by_hand() { bash -euxc "$(block restore-by-hand | sed '/^curl/d')" && until_ok 240 health_is ok 200 && login; }
step 'restore by hand' by_hand
renew() {
  runbook renew || return 1
  local before
  before=$(served) && docker exec sims_nginx certbot renew --force-renewal --no-random-sleep-on-renew -q && until_ok 60 other_than "$before"
}
served() { openssl s_client -connect "$domain:443" -servername "$domain" </dev/null 2>/dev/null | openssl x509 -noout -serial; }
other_than() { [[ $(served) && $(served) != "$1" ]]; }
if command -v pebble >/dev/null; then
  step 'certificate renewed; nginx takes it over by itself' renew
else
  skip 'certificate renewed' 'pebble is not installed'
fi

# --- bad input --------------------------------------------------------------------------------

ends_saying() { # WORDS -e NAME=VALUE...: the backend ends, and says it
  local words=$1 said rc=0
  shift
  said=$("${staging[@]}" run --rm --no-deps --name drill_bad "$@" backend 2>&1) || rc=$?
  echo "$said" | tail -n 3
  ((rc != 0)) && grep -q "$words" <<<"$said"
}
step 'bad input: a weak SECRET_KEY stops the boot' ends_saying 'SECRET_KEY is weak' -e SECRET_KEY=change-me
step 'bad input: a missing SECRET_KEY stops the boot' ends_saying 'SECRET_KEY is missing' -e SECRET_KEY=
step 'bad input: a wrong database password stops the boot' ends_saying 'password authentication failed' -e POSTGRES_PASSWORD=wrong
port_taken() {
  ! docker run --rm --name drill_port -p 127.0.0.1:8000:80 --entrypoint true alpine 2>said
  grep -qi 'already allocated\|address already in use' said
}
step 'bad input: a port in use is said' port_taken
down_staging() { "${staging[@]}" --profile second down -v; }
step 'staging: down' down_staging

# --- development ------------------------------------------------------------------------------

postgres=sims_postgres
dev_env() { set_env ALLOWED_HOSTS localhost && set_env SECURE_SSL_REDIRECT False && set_env SIMS_DOMAIN localhost && rm -rf backups; }
step 'development: settings' dev_env
dev_up() { runbook start && until_ok 240 docker exec sims_backend healthcheck && docker exec sims_backend sims seed_demo --students=50; }
step 'development: up and seed' dev_up
for name in health logs rqstats metrics stop-one; do
  step "block: $name" runbook $name
done
settled() { until_ok 240 health_is ok 200; }
step 'health after the restarts' settled
step 'block: smoke' runbook smoke
figures() {
  local text name
  text=$(curl -fsS http://localhost:8000/metrics)
  for name in http_server_requests_seconds sims_jobs_queued hikaricp_connections_active jvm_memory_used_bytes disk_free_bytes sims_jobs_failed_total; do
    grep -q "^$name" <<<"$text" || { echo "no $name"; return 1; }
  done
}
step 'every figure of the contract is there' figures
for name in backend-not-starting worker-stuck memory; do
  step "block: $name" runbook $name
done
step 'health after those' settled
for name in maintenance log-rotation; do
  step "block: $name" runbook $name
done
dev_backup() { ./backup.sh && date=$(basename "$(ls backups/db_*.dump | tail -n 1)" .dump) && echo "${date#db_}" >"$work/date"; }
step 'development: backup' dev_backup
DATE=$(cat "$work/date")
complete() { bash -euxc "$(block complete-restore)" && until_ok 240 health_is ok 200; }
step 'block: complete restore' complete
old() {
  touch -d '40 days ago' backups/backup_old.dump && cp "backups/db_$DATE.dump" backups/db_20260101_020000.dump && runbook prune &&
    [[ ! -e backups/db_20260101_020000.dump && ! -e backups/backup_old.dump && -s backups/db_$DATE.dump && -s backups/monthly/db_$DATE.dump ]]
}
step 'prune: old ones go, monthly and newest good ones stay' old
dev_down() { runbook stop && docker compose down -v; }
step 'development: down' dev_down

echo
echo "$((passed + failed + skipped)) steps: $passed passed, $failed failed, $skipped skipped, in $((SECONDS - began)) s (log: $log)"
((failed == 0))
