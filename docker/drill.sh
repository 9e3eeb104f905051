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
  "$here/tools.sh" "$work/tools" promtool prometheus # promtool and prometheus, where they can be had
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
  (cd "$home" && tar cf - --exclude=docker/drill backup.sh docker docker-compose*.yml .env.example docs/OPERATIONS.md .github/workflows) |
    tar xf - -C "$work/site"
  [[ -x $jdk/bin/keytool ]] && PATH=$jdk/bin:$PATH
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
: >"$log" && : >"$work/played" && : >"$work/left_out"
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

skip() { # NAME WHY [BLOCK]
  skipped=$((skipped + 1))
  echo "SKIP           $1: $2"
  echo "${3:-}" >>"$work/left_out"
}

# What of docs/OPERATIONS.md is not played as it stands, and why not.
not_played() {
  cat <<'LIST'
nano .env                           # SECRET_KEY, POSTGRES_PASSWORD, SIMS_DOMAIN, ALLOWED_HOSTS, EMAIL_*; SECURE_SSL_REDIRECT=True|an editor: the step "settings" fills the file in
cp .env.example .env|the step "settings" does it, and must not be undone
docker exec -it sims_backend_staging sims createsuperuser|it asks: the step "createsuperuser" answers it at a terminal
browser → nginx → backend → PostgreSQL ← rqworker|a drawing
                     └────→ Redis ←────────┘|a drawing
LIST
}

page() { # the marked or unmarked blocks of docs/OPERATIONS.md: NAME|LINE
  awk '/^<!-- drill: [a-z0-9-]+ -->$/ { name = $3; next }
    /^```/ { on = !on; if (!on) name = ""; next }
    on { print name "|" $0; next }
    /^    / && before == "" { print "|" $0 }
    { before = $0; name = "" }' docs/OPERATIONS.md
}

# The lines of the block with that name, with what a person would put in or do without a terminal.
block() {
  page | sed -n "s/^$1|//p" | grep -vxFf <(not_played | cut -d'|' -f1) |
    sed -e 's/exec -it/exec -i/' -e 's/^docker compose logs -f/follow &/' -e 's/^docker stats$/follow &/' \
      -e "s/yourdomain\.com/$domain/g" -e "s/\bDATE\b/${DATE:-}/" -e 's|^30 2 \* \* 0  cd /srv/sims && ||'
}

follow() { # COMMAND...: one that goes on until it is interrupted, and shows something
  local rc=0 shown
  shown=$(timeout 5 "$@" 2>&1) || rc=$?
  tail -n 3 <<<"$shown"
  [[ $rc == 124 && -n $shown ]]
}
export -f follow

runbook() { # BLOCK: every line must succeed
  local script
  script=$(block "$1")
  [[ $script ]] || { echo "docs/OPERATIONS.md has no block $1"; return 1; }
  bash -euxo pipefail -c "$script" || return 1
  echo "$1" >>"$work/played"
}

all_played() { # nothing of docs/OPERATIONS.md that was neither played nor is listed with the reason
  local name line known bad=0
  known=$(not_played)
  while IFS='|' read -r name line; do
    [[ $line ]] || continue
    grep -qF "$line|" <<<"$known" && continue
    [[ $name ]] && grep -qx "$name" "$work/played" && continue
    [[ $name ]] && grep -qx "$name" "$work/left_out" && continue
    echo "not played: ${name:-a block without a name}: $line"
    bad=1
  done < <(page)
  while IFS='|' read -r line _; do
    grep -qF "|$line" < <(page) || { echo "listed as not played, but not there: $line"; bad=1; }
  done <<<"$known"
  (($(sort -u "$work/played" | wc -l) >= 25)) || { echo "hardly anything was played"; bad=1; }
  echo "SAY: $(sort -u "$work/played" | wc -l) blocks, $(page | grep -c '|.') lines; left out: $(wc -l <<<"$known") lines"
  return $bad
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
  set_env SIMS_SIGNING_KEYSTORE /run/secrets/signing.p12
  set_env SIMS_SIGNING_PASSWORD "$SIMS_SIGNING_PASSWORD"
}
signing_key() { # a certification authority of the drill's own signs the request
  runbook signing-request &&
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=Authority of the drill' -keyout ca.key -out chain.crt &&
    openssl x509 -req -in sims.csr -CA chain.crt -CAkey ca.key -CAcreateserial -days 400 -out sims.crt &&
    runbook signing-keystore && runbook signing-key && runbook signing-change &&
    mkdir -p secrets && cp signing.p12 next.p12 secrets/ && chown 10001 secrets/*.p12 && chmod 400 secrets/*.p12 &&
    keytool -list -keystore next.p12 -storepass:env SIMS_SIGNING_PASSWORD
}
export SIMS_SIGNING_PASSWORD=twelve-calm-herons
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
step 'the key that signs documents: request, keystore, change' signing_key

first_up() {
  "${staging[@]}" up -d --no-build && until_ok 300 docker exec sims_backend_staging healthcheck
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
next_key() { "${staging[@]}" run --rm --no-deps -e SIMS_SIGNING_KEYSTORE=/run/secrets/next.p12 backend sims check --deploy; }
step 'a changed signing key is accepted' next_key
healthy() { [[ $(docker inspect -f '{{.State.Health.Status}}' "$1") == healthy ]]; }
contained() {
  local name said
  for name in sims_backend_staging sims_nginx sims_postgres_staging sims_redis_staging; do
    until_ok 300 healthy $name || return 1
  done
  said=$(docker inspect -f '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.Memory}} {{.HostConfig.LogConfig.Config}} {{.Config.Healthcheck.Interval}}' sims_backend_staging)
  echo "$said"
  [[ $said == 'sims true [ALL] 1610612736 map[max-file:5 max-size:20m] 30s' ]] &&
    ! docker exec sims_backend_staging touch /app/sims/x && ! docker exec sims_backend_staging touch /etc/x &&
    [[ $(docker exec sims_backend_staging id -u) == 10001 ]]
}
step 'containers healthy; the backend without root, rights and a file system to write on' contained
at_once() { # three nodes, one empty database
  local n pids=() rc=0
  docker exec $postgres createdb -U sims_user three || return 1
  for n in 1 2 3; do
    docker exec -e POSTGRES_DB=three sims_backend_staging sims migrate >"three.$n" 2>&1 &
    pids+=($!)
  done
  for n in "${pids[@]}"; do wait "$n" || rc=1; done
  cat three.?
  docker exec $postgres dropdb -U sims_user three
  ((rc == 0)) && [[ $(cat three.? | grep -c 'nothing to migrate') == 2 ]]
}
step 'migrate from three nodes at once' at_once
on_80() { [[ $(curl -sS -o /dev/null -w '%{http_code}' "http://$domain/healthz/") == 200 &&
  $(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' "http://$domain/api/students/") == "308 https://$domain/api/students/" ]]; }
step 'nginx: health without redirect, the rest to https' on_80
watches() { until_ok 120 docker exec sims_nginx test -s /var/log/sims/sims_certificate.prom; }
step 'nginx watches its certificate and its logs before certbot has got one' watches
refuses() {
  [[ $(curl -sSk -o /dev/null -w '%{http_code}' "https://localhost/api/students/") == 400 &&
    $(curl -sS -o /dev/null -w '%{http_code}' -H 'Host: evil.example' http://localhost:8000/api/students/) == 400 &&
    $(curl -sSk -o /dev/null -w '%{http_code}' "https://$domain/metrics") == 404 ]]
}
step 'foreign Host gets 400 from nginx and from the backend; /metrics is not passed on' refuses

if command -v pebble >/dev/null; then
  certificate() {
    docker run --rm -v sims_letsencrypt_volume:/etc/letsencrypt --entrypoint sh sims-nginx:latest -c \
      "printf 'server = https://$gateway:14000/dir\nno-verify-ssl = true\nno-random-sleep-on-renew = true\n' >/etc/letsencrypt/cli.ini"
    until_ok 60 curl -sSk https://localhost:15000/roots/0
    curl -sSk https://localhost:15000/roots/0 >"$work/ca.pem"
    runbook certificate && until_ok 120 site -f "https://$domain/healthz"
  }
  step 'certificate: certbot certonly against a test ACME server' certificate
else
  skip 'certificate' 'pebble is not installed' certificate
  docker exec sims_nginx cat /etc/nginx/certs/fullchain.pem >"$work/ca.pem"
fi
tls() {
  site -f --tlsv1.3 -o /dev/null "https://$domain/healthz" && site -f --tlsv1.2 --tls-max 1.2 -o /dev/null "https://$domain/healthz" &&
    ! site -f --tls-max 1.1 -o /dev/null "https://$domain/healthz" &&
    [[ $(site -o /dev/null -w '%{http_version}' "https://$domain/healthz") == 2 ]] &&
    site -I "https://$domain/api/docs/" | grep -qi '^strict-transport-security'
}
step 'TLS 1.2 and 1.3 only, HTTP/2, security headers' tls
pages() {
  local asset
  site -f -H 'Accept: text/html' -D heads -o page "https://$domain/students" && grep -qi '^content-security-policy: .*trusted-types' heads &&
    grep -qi '^cache-control: no-cache' heads && asset=$(grep -o '/assets/[^"]*\.js' page | head -n 1) && [[ $asset ]] &&
    site -f --compressed -D heads -o script "https://$domain$asset" && grep -qi '^cache-control:.*immutable' heads &&
    grep -qi '^content-encoding: gzip' heads && grep -qi '^x-content-type-options: nosniff' heads &&
    site -f -D heads -o worker "https://$domain/service-worker.js" && grep -q "$asset" worker &&
    grep -qi '^cache-control: no-cache' heads && grep -qi '^content-type:.*javascript' heads &&
    [[ $(grep -ci '^x-content-type-options: nosniff' heads) == 1 && $(grep -ci '^strict-transport-security' heads) == 1 ]]
}
step 'the pages, their files and their worker, each kept as it may be' pages
worker_off() {
  set_env SIMS_WORKER off && "${staging[@]}" up -d --no-build nginx && until_ok 120 takes_leave &&
    set_env SIMS_WORKER on && "${staging[@]}" up -d --no-build nginx && until_ok 120 stays
}
takes_leave() { site -f "https://$domain/service-worker.js" | grep -q 'registration.unregister'; }
stays() { site -f "https://$domain/service-worker.js" | grep -q 'assets/'; }
step 'the service worker switched off and on' worker_off
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

scale() { "${staging[@]}" up -d --no-build --scale rqworker=3 rqworker && until_ok 300 three_workers; }
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
  enqueue 30 job && until_ok 300 arrived 30 job && sleep 2 && arrived 30 job
  echo "SAY: $(grep -c '^job' "$work/mail.txt") mails, $(grep '^job' "$work/mail.txt" | sort -u | wc -l) recipients, each with its PDF"
  [[ $(grep -c '^job' "$work/mail.txt") == 30 && $(grep -c '^job.* pdf$' "$work/mail.txt") == 30 ]]
}
arrived() { [[ $(grep "^$2" "$work/mail.txt" | sort -u | wc -l) == "$1" ]]; }
step '30 jobs on 3 workers, each mailed once' thirty
if [[ -x $work/tools/bin/prometheus ]]; then
  watched() { # a real Prometheus with the files of this system finds every node
    docker run -d --rm --name drill_prometheus --network sims-staging_default -v "$PWD/docker/prometheus:/etc/prometheus:ro" \
      -v "$(readlink -f "$work/tools/bin/prometheus"):/prometheus:ro" --entrypoint /prometheus sims-nginx:latest \
      --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path=/tmp/figures
    until_ok 300 all_up
    local rc=$?
    up_nodes
    docker rm -f drill_prometheus
    return $rc
  }
  asked() { docker exec drill_prometheus bash -c "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET $1 HTTP/1.0\r\n\r\n' >&3 && cat <&3"; }
  up_nodes() { asked '/api/v1/query?query=up' | tail -n 1; }
  all_up() { [[ $(up_nodes | grep -o '"[0-9.]*:8000"' | wc -l) == 4 && $(up_nodes) != *',"0"]'* && $(asked /api/v1/rules) == *SimsCertificateEnds* ]]; }
  step 'Prometheus reads the figures of the backend and of each worker, and has the alert rules' watched
else
  skip 'Prometheus' 'it cannot be had here'
fi

redis_away() {
  "${staging[@]}" stop redis && until_ok 60 health_is degraded 503 redis &&
    [[ $(site -o /dev/null -w '%{http_code}' "https://$domain/api/students/" -H "Authorization: Bearer $(<"$work/token")") == 200 ]] &&
    "${staging[@]}" start redis && until_ok 120 health_is ok 200
}
step 'redis stopped: degraded, the API goes on; started: ok' redis_away
postgres_away() {
  "${staging[@]}" stop postgres && until_ok 60 health_is degraded 503 database &&
    site -i "https://$domain/api/students/" -H "Authorization: Bearer $(<"$work/token")" | grep -qi '^retry-after' &&
    "${staging[@]}" start postgres && until_ok 120 health_is ok 200
}
step 'postgres stopped: 503 with Retry-After; started: ok' postgres_away
workers_away() {
  "${staging[@]}" stop rqworker && enqueue 1 late && until_ok 300 health_is degraded 503 rq_queue &&
    "${staging[@]}" start rqworker && until_ok 300 health_is ok 200 && until_ok 120 arrived 1 late
}
step 'workers stopped: a waiting job makes rq_queue not ok; started: it runs' workers_away
backend_away() {
  "${staging[@]}" stop backend &&
    [[ $(site -o /dev/null -w '%{http_code}' "https://$domain/api/students/") == 503 ]] &&
    "${staging[@]}" start backend && until_ok 300 site -f "https://$domain/healthz"
}
step 'backend stopped: 503 from nginx; started: ok' backend_away
nginx_away() { "${staging[@]}" stop nginx && "${staging[@]}" start nginx && until_ok 60 site -f "https://$domain/healthz"; }
step 'nginx stopped and started' nginx_away

rolling() {
  local load rc=0 second
  second=$(block rolling | head -n 1)
  "${staging[@]}" --profile second up -d --no-build --scale rqworker=3 && [[ $second ]] || return 1
  until_ok 300 docker exec sims_backend2_staging healthcheck || return 1
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

rotate() { # nobody is signed out, and no request fails
  local load rc=0 before
  before=$(sed -n 's/^SECRET_KEY=//p' .env)
  set_env SECRET_KEY_FALLBACKS "$before" && set_env SECRET_KEY "$(openssl rand -base64 48)" && rm -f "$work/stop" || return 1
  python3 "$here/drill/load.py" "https://$domain/api/programs/" "$work/ca.pem" "$(<"$work/token")" "$work/stop" >"$work/load.log" &
  load=$!
  docker/rolling-restart.sh --update || rc=1
  touch "$work/stop"
  wait "$load" || rc=1
  echo "SAY: $(<"$work/load.log")"
  [[ $(docker exec sims_backend_staging printenv SECRET_KEY) != "$before" ]] && login && return $rc
}
step 'a new SECRET_KEY by rolling update under load: former tokens go on' rotate

# --- backup, loss, restore ----------------------------------------------------------------------

backup() { runbook backup && DATE=$(basename "$(ls backups/db_*.dump | tail -n 1)" .dump) && echo "${DATE#db_}" >"$work/date"; }
quiet() { "${staging[@]}" --profile second stop backend2 rqworker; }
step 'second backend and workers stopped, so that nothing changes' quiet
step 'backup and verify' backup
DATE=$(cat "$work/date" 2>/dev/null)
step 'backup by hand, piece by piece' runbook backup-by-hand
in_container() {
  sleep 1 # two backups of one second would have one name
  "${staging[@]}" run --rm backup && "${staging[@]}" run --rm backup verify && "${staging[@]}" run --rm backup --db-only
}
step 'backup container: native, with the client of PostgreSQL 17; verified' in_container
nightly() { # what the workflow runs on the machine, from the workflow itself
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=recipient -keyout recipient.key -out backups/recipient.pem
  sed -n "/<<'REMOTE'/,/^ *REMOTE$/p" .github/workflows/nightly-backup.yml | sed -e '1d;$d' -e 's/^ *//' -e "s|/srv/sims|$PWD|" >remote.sh
  grep -q 'cms -encrypt' remote.sh && bash -s <remote.sh >sims.dump.cms && openssl cms -cmsout -inform DER -in sims.dump.cms -noout &&
    ! grep -q PGDMP sims.dump.cms &&
    openssl cms -decrypt -binary -inform DER -inkey recipient.key -in sims.dump.cms -out sims.dump &&
    cmp sims.dump "$(find backups -maxdepth 1 -name 'db_*.dump' | sort | tail -n 1)" && docker exec -i $postgres pg_restore -f /dev/null <sims.dump
}
step 'the nightly workflow: backed up, verified, encrypted, and readable with the key' nightly
weekly() { runbook weekly; }
step 'the weekly line of the crontab' weekly
figures_of() { # FILE: figures for node_exporter, as promtool reads them
  cat "$1"
  [[ ! -x $work/tools/bin/promtool ]] || "$work/tools/bin/promtool" check metrics <"$1"
}
noted_times() {
  local name at
  docker exec sims_nginx cat /var/log/sims/sims_certificate.prom >certificate.prom && figures_of certificate.prom &&
    figures_of backups/sims_backup.prom || return 1
  for name in completed verified; do
    at=$(sed -n "s/^sims_backup_${name}_timestamp_seconds //p" backups/sims_backup.prom)
    (($(date +%s) - at < 600)) || return 1
  done
  [[ $(sed -n 's/^sims_certificate_ends_timestamp_seconds //p' certificate.prom) == \
    $(date -d "$(openssl s_client -connect "$domain:443" -servername "$domain" </dev/null 2>/dev/null | openssl x509 -noout -enddate | cut -d= -f2)" +%s) ]]
}
step 'the times of backups and the end of the certificate, for alerts' noted_times
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
  "${staging[@]}" up -d --no-build postgres && until_ok 120 docker exec $postgres pg_isready -h 127.0.0.1 -U sims_user
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
  "${staging[@]}" up -d --no-build && until_ok 300 health_is ok 200 &&
    docker run --rm -v sims_letsencrypt_volume:/etc/letsencrypt --entrypoint sh sims-nginx:latest -c \
      "printf 'server = https://$gateway:14000/dir\nno-verify-ssl = true\nno-random-sleep-on-renew = true\n' >/etc/letsencrypt/cli.ini" && runbook certificate &&
    until_ok 120 site -f "https://$domain/healthz" && login
}
step 'up again: health, certificate, login with the restored accounts' back_up_again
restore_running() { runbook restore && until_ok 300 health_is ok 200; }
step 'restore block on the running system' restore_running
still_whole() { login && until_ok 300 health_is ok 200 && media_sums | diff "$work/media.before" - && a_document; }
a_document() { # is still what was issued, and more can be issued
  local id
  id=$(sql "select max(id) from document")
  site -f -o document "https://$domain/api/documents/$id/file/" -H "Authorization: Bearer $(<"$work/token")" &&
    head -c 5 document | grep -q '%PDF-' && docker exec sims_backend_staging sh -c 'd=$(ls -d /app/media/documents/* | head -n 1) && touch "$d/x" && rm "$d/x"'
}
by_hand() { runbook restore-by-hand && still_whole; }
step 'restore by hand, from the dump' by_hand
from_sql() {
  runbook restore-from-sql && still_whole && return
  "${staging[@]}" start backend rqworker # so that the steps after this one say something of their own
  return 1
}
step 'restore by hand, from plain SQL and a copy of the documents' from_sql
renew() {
  runbook renew || return 1
  local before
  before=$(served) && docker exec sims_nginx certbot renew --force-renewal --no-random-sleep-on-renew -q && until_ok 120 other_than "$before"
}
expired() { # certbot's own files, replaced by those of a certificate that has ended
  printf '%s\n' '[ca]' 'default_ca = c' '[c]' 'database = index.txt' 'serial = serial' 'new_certs_dir = .' 'default_md = sha256' \
    'policy = p' 'copy_extensions = copy' '[p]' 'commonName = supplied' >old.cnf
  : >index.txt && echo 01 >serial
  openssl req -new -newkey rsa:2048 -nodes -keyout old.key -subj "/CN=$domain" -addext "subjectAltName=DNS:$domain,DNS:www.$domain" -out old.csr &&
    openssl ca -batch -selfsign -config old.cnf -keyfile old.key -in old.csr -out old.pem -notext -startdate 20200101000000Z -enddate 20200301000000Z || return 1
  local name
  for name in cert chain fullchain; do docker exec -i sims_nginx sh -c "cat >\$(readlink -f /etc/letsencrypt/live/$domain/$name.pem)" <old.pem; done
  docker exec -i sims_nginx sh -c "cat >\$(readlink -f /etc/letsencrypt/live/$domain/privkey.pem)" <old.key
  until_ok 120 has_ended && ! site -f "https://$domain/healthz" && [[ $(site -sk -o /dev/null -w '%{http_code}' "https://$domain/healthz") == 200 ]] &&
    [[ $(curl -sS -o /dev/null -w '%{http_code}' "http://$domain/healthz") == 200 ]] &&
    until_ok 60 warned && (($(docker exec sims_nginx sed -n 's/^sims_certificate_ends[a-z_]* //p' /var/log/sims/sims_certificate.prom) < $(date +%s))) &&
    runbook renew && until_ok 120 site -f "https://$domain/healthz" && docker exec sims_nginx certbot certificates
}
has_ended() { [[ $(openssl s_client -connect "$domain:443" -servername "$domain" </dev/null 2>/dev/null | openssl x509 -noout -enddate) == *2020* ]]; }
warned() { docker logs --since 2m sims_nginx 2>&1 | grep -q 'WARNING: the certificate'; }
served() { openssl s_client -connect "$domain:443" -servername "$domain" </dev/null 2>/dev/null | openssl x509 -noout -serial; }
other_than() { [[ $(served) && $(served) != "$1" ]]; }
if command -v pebble >/dev/null; then
  step 'certificate renewed; nginx takes it over by itself' renew
  step 'bad input: an expired certificate is told, goes on being served, and is renewed' expired
else
  skip 'certificate renewed, also an expired one' 'pebble is not installed' renew
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
dev_up() { runbook start && until_ok 300 docker exec sims_backend healthcheck && docker exec sims_backend sims seed_demo --students=50; }
step 'development: up and seed' dev_up
for name in health logs rqstats metrics stop-one; do
  step "block: $name" runbook $name
done
settled() { until_ok 300 health_is ok 200; }
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
step 'block: maintenance' runbook maintenance
rotated() { # the old file is kept, and new lines go into a new one
  curl -sS -o /dev/null http://localhost/api/before/ # an empty file is not turned
  runbook log-rotation && curl -sS -o /dev/null http://localhost/api/nowhere/ && sleep 1 &&
    docker exec sims_nginx sh -c 'ls /var/log/sims/nginx-access.log-* && grep -q /api/nowhere/ /var/log/sims/nginx-access.log'
}
step 'log rotation: nginx goes on in a new file' rotated
own_logs() { # of Tomcat and the application: JSON, request ids, no query strings
  local id
  id=$(curl -sS -D - -o /dev/null 'http://localhost:8000/api/students/?search=Zarmina' | tr -d '\r' | sed -n 's/^[Xx]-[Rr]equest-[Ii]d: //p')
  [[ $id ]] && docker exec sims_backend sh -c 'tail -n 1 /app/logs/sims-*.log | grep -q "^{" && ls /app/logs' &&
    until_ok 60 docker exec sims_backend sh -c "cat /app/logs/access-* | grep -q $id" && ! docker exec sims_backend sh -c 'cat /app/logs/*' | grep -q Zarmina
}
step 'the logs of Tomcat and the application' own_logs
new_password() { # as docs/SECURITY.md says, at a terminal
  (sleep 3; for _ in 1 2; do echo another-password-of-the-owner; sleep 2; done) |
    script -qec "docker exec -it sims_postgres psql -U sims_user -d sims_db -c '\password'" /dev/null
  set_env POSTGRES_PASSWORD another-password-of-the-owner && docker compose up -d && settled && docker exec sims_backend sims check --database default
}
step 'a new password of the database' new_password
other_commands() { docker compose run --rm --no-deps backend sims check && docker compose up -d backend && docker exec sims_backend sims verify_audit; }
step 'commands without a running backend; the audit log is as it was' other_commands
dev_backup() { ./backup.sh && date=$(basename "$(ls backups/db_*.dump | tail -n 1)" .dump) && echo "${date#db_}" >"$work/date"; }
step 'development: backup' dev_backup
DATE=$(cat "$work/date")
complete() { runbook complete-restore && until_ok 300 health_is ok 200; }
step 'block: complete restore' complete
complete_by_hand() {
  local before
  rm -rf media_backup
  docker exec sims_postgres pg_dump -U sims_user sims_db >backup.sql && docker cp sims_backend:/app/media ./media_backup &&
    tar -czf media_backup.tar.gz media_backup && rm -rf media_backup && before=$(sql 'select count(*) from student') && ((before >= 50)) || return 1
  docker compose down -v && runbook complete-restore-by-hand && until_ok 300 health_is ok 200 && [[ $(sql 'select count(*) from student') == "$before" ]]
}
step 'block: complete restore by hand, after the loss of every volume' complete_by_hand
old() {
  touch -d '40 days ago' backups/backup_old.dump && cp "backups/db_$DATE.dump" backups/db_20260101_020000.dump && runbook prune &&
    [[ ! -e backups/db_20260101_020000.dump && ! -e backups/backup_old.dump && -s backups/db_$DATE.dump && -s backups/monthly/db_$DATE.dump ]]
}
step 'prune: old ones go, monthly and newest good ones stay' old
dev_down() { runbook stop && docker compose down -v; }
step 'development: down' dev_down
step 'every command block of docs/OPERATIONS.md was played' all_played

echo
echo "$((passed + failed + skipped)) steps: $passed passed, $failed failed, $skipped skipped, in $((SECONDS - began)) s (log: $log)"
((failed == 0))
