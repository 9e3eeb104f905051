#!/bin/bash
# Backs SIMS up: the database and the issued documents.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./backup.sh [--native] [--db-only] [verify [DATE] | restore DATE | prune]

  (nothing)       writes backups/db_DATE.dump and backups/media_DATE.tar.gz, checked
  verify [DATE]   reads that backup (else the newest) to its end, restores it into a scratch
                  database and compares rows and checksums with those noted when it was made
  restore DATE    puts that backup in the place of what is there, whole or not at all; keeps what
                  was there as backups/before_restore_NOW.dump
  prune           removes backups older than SIMS_BACKUP_KEEP_DAYS (30); never the monthly ones, and
                  never the newest good one

  --db-only       the database alone
  --native        without Docker: on POSTGRES_HOST, _PORT, _DB, _USER, _PASSWORD and MEDIA_ROOT
  --force         restore even if what is there cannot be kept first

Environment: SIMS_BACKUP_DIR (backups), SIMS_POSTGRES_CONTAINER (sims_postgres_staging, else
sims_postgres), SIMS_MEDIA_VOLUME (sims_media_volume).
TEXT
}

say() { echo "backup.sh: $*" >&2; }
fail() {
  say "FAILED: $*"
  exit 1
}

native='' db_only='' force=''
words=()
for word in "$@"; do
  case $word in
    --native) native=yes ;;
    --db-only) db_only=yes ;;
    --force) force=yes ;;
    -h | --help) usage && exit 0 ;;
    -*) say "unknown option $word" && usage >&2 && exit 2 ;;
    *) words+=("$word") ;;
  esac
done
command=${words[0]:-backup}
date=${words[1]:-}
case $command:${#words[@]} in
  backup:0 | verify:[12] | restore:2 | prune:1) ;;
  *) usage >&2 && exit 2 ;;
esac
[[ -z $date || $date =~ ^[0-9]{8}_[0-9]{6}$ ]] || fail "'$date' is not the date of a backup, such as 20261128_020000"

# Whatever is piped to the caller's shell is not ours: docker exec -i would read it away.
exec </dev/null
umask 077
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
dir=${SIMS_BACKUP_DIR:-backups}
mkdir -p "$dir/monthly" || fail "cannot write to $dir"
exec 9>"$dir/.lock" || fail "cannot write to $dir"
flock -n 9 || fail "another backup is at work on $dir; nothing was done"

cleanup=()
clean() {
  local rc=$? step i
  trap - EXIT
  for ((i = ${#cleanup[@]} - 1; i >= 0; i--)); do
    step=${cleanup[i]}
    eval "$step" || true
  done
  exit $rc
}
trap clean EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# --- the servers ------------------------------------------------------------------------------

bin=
native_tools() { # the client of the server's own major or a newer one: an older one refuses
  local version major folder
  export PGHOST=${POSTGRES_HOST:-localhost} PGPORT=${POSTGRES_PORT:-5432} PGUSER=${POSTGRES_USER:-sims_user}
  [[ -z ${POSTGRES_PASSWORD_FILE:-} ]] || POSTGRES_PASSWORD=$(<"$POSTGRES_PASSWORD_FILE")
  export PGPASSWORD=${POSTGRES_PASSWORD:-} PGCONNECT_TIMEOUT=10
  database=${POSTGRES_DB:-sims_db}
  media=${MEDIA_ROOT:-media}
  command -v psql >/dev/null || fail "psql is not installed: install the PostgreSQL client"
  version=$(psql -wXAtd "$database" -c 'show server_version_num' 2>&1) || fail "the database does not answer: $version"
  major=$((version / 10000))
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V); do
    [[ -x $folder/pg_dump && $folder =~ /([0-9]+)/bin$ && ${BASH_REMATCH[1]} -ge $major ]] || continue
    bin=$folder/ && return
  done
  version=$(pg_dump --version 2>/dev/null | sed -n 's/.* \([0-9]*\)[.].*/\1/p')
  ((${version:-0} >= major)) || fail "the server is PostgreSQL $major, and no pg_dump of that age is installed: install postgresql-client-$major"
}

container=
docker_tools() {
  local name
  command -v docker >/dev/null || fail "docker is not installed: use --native"
  for name in ${SIMS_POSTGRES_CONTAINER:-sims_postgres_staging sims_postgres}; do
    [[ $(docker inspect -f '{{.State.Running}}' "$name" 2>/dev/null) == true ]] && container=$name && break
  done
  [[ $container ]] || fail "no database container runs: docker compose up -d postgres"
  database=$(docker exec "$container" printenv POSTGRES_DB)
  user=$(docker exec "$container" printenv POSTGRES_USER)
  docker exec -i "$container" psql -wXqAtU "$user" -d "$database" -c 'select 1' >/dev/null || fail "the database does not answer"
  image=$(docker inspect -f '{{.Image}}' "$container")
  media=${SIMS_MEDIA_VOLUME:-sims_media_volume}
}

pg() { # PROGRAM ARGUMENT...: a PostgreSQL client program
  local program=$1
  shift
  if [[ $native ]]; then
    "$bin$program" -w "$@"
  else
    docker exec -i "$container" "$program" -w -U "$user" "$@"
  fi
}

readable() { # reads an archive from its first byte to its last; pg_restore -l would not
  if [[ $native ]]; then "${bin}pg_restore" -f /dev/null; else docker exec -i "$container" pg_restore -f /dev/null; fi
}

script() { # the archive as SQL
  if [[ $native ]]; then "${bin}pg_restore" -f -; else docker exec -i "$container" pg_restore -f -; fi
}

in_media() { # SHELL_SCRIPT: runs it in the folder of the documents
  if [[ $native ]]; then
    mkdir -p "$media" && (cd "$media" && sh -euc "$1")
  else
    docker volume inspect "$media" >/dev/null 2>&1 || fail "there is no volume $media"
    docker run --rm -i --network none -v "$media:/data" -w /data --entrypoint sh -u 0 "$image" -euc "$1"
  fi
}

# Rows and a checksum of every table, in one form whatever the session's settings.
figures=$(
  cat <<'SQL'
set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';
set bytea_output = 'hex'; set extra_float_digits = 1;
select format(
  'select %L, count(*), coalesce(sum((''x'' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0) from %I.%I t',
  schemaname || '.' || tablename, schemaname, tablename)
from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by schemaname, tablename
\gexec
SQL
)

# --- files ------------------------------------------------------------------------------------

path() { # NAME: where that file of a backup is
  local folder
  for folder in "$dir" "$dir/monthly"; do
    [[ -f $folder/$1 ]] && echo "$folder/$1" && return
  done
  return 1
}

noted() { # FILE: whether its content is what was noted when it was made
  local sum
  sum=$(awk -v name="${1##*/}" '$2 == name { print $1; exit }' "$dir/SHA256SUMS" "${1%/*}/SHA256SUMS" 2>/dev/null)
  [[ $sum && $sum == "$(sha256sum <"$1" | cut -d' ' -f1)" ]]
}

note_sums() { # FOLDER: writes the sums of its files; those that are known are not counted again
  local file name known
  (cd "$1" && for file in db_*.dump media_*.tar.gz manifest_*.tsv; do
    [[ -f $file ]] || continue
    name=$file
    known=$(awk -v name="$name" '$2 == name { print; exit }' SHA256SUMS 2>/dev/null || true)
    if [[ $known ]]; then echo "$known"; else sha256sum "$file"; fi
  done >.SHA256SUMS.part && sync .SHA256SUMS.part && mv .SHA256SUMS.part SHA256SUMS)
}

note_time() { # completed | verified: when, for node_exporter's textfile collector
  local name=sims_backup_$1_timestamp_seconds figures=$dir/sims_backup.prom
  {
    sed "/^\(# [A-Z]* \)\{0,1\}$name /d" "$figures" 2>/dev/null || true
    echo "# HELP $name When a backup was last $1."
    echo "# TYPE $name gauge"
    echo "$name $(date +%s)"
  } >"$dir/.prom.part" &&
    chmod 644 "$dir/.prom.part" && mv "$dir/.prom.part" "$figures" || say "WARNING: cannot write $figures"
}

dates() { # of the backups here, newest first
  local file
  for file in "$dir"/db_*.dump "$dir"/monthly/db_*.dump; do
    [[ $file =~ db_([0-9]{8}_[0-9]{6})\.dump$ && -f $file ]] && echo "${BASH_REMATCH[1]}"
  done | sort -ru
}

# --- commands ---------------------------------------------------------------------------------

backup() {
  local now db tar manifest snapshot line rc
  now=$(date +%Y%m%d_%H%M%S)
  [[ ! -e $dir/db_$now.dump ]] || fail "there is a backup of this second already"
  db=$dir/.db_$now.part tar=$dir/.media_$now.part manifest=$dir/.manifest_$now.part
  cleanup+=("rm -f '$db' '$tar' '$manifest'")

  # One snapshot for the dump and for the figures with which it will be compared.
  coproc session { pg psql -qXAt -F $'\t' -v ON_ERROR_STOP=1 -d "$database" 2>&1; }
  # shellcheck disable=SC2154 # coproc sets it
  local out=${session[0]} in=${session[1]} process=$session_PID
  echo "begin isolation level repeatable read read only; select 'snapshot ' || pg_export_snapshot();" >&"$in" || true
  IFS= read -r line <&"$out" || line="the connection ended"
  [[ $line == snapshot* ]] || fail "the database does not answer: $line"
  snapshot=${line#snapshot }
  pg pg_dump -Fc --snapshot="$snapshot" "$database" >"$db" || fail "pg_dump did not succeed; is the disk full? ($(df -h "$dir" | awk 'END { print $4 " free" }'))"
  printf '%s\ncommit;\n\\echo end\n' "$figures" >&"$in"
  while IFS= read -r line <&"$out" && [[ $line != end ]]; do
    printf '%s\n' "$line"
  done >"$manifest" || fail "cannot write $manifest: is the disk full?"
  [[ $line == end && -s $manifest ]] || fail "the tables could not be counted: $(tail -n 1 "$manifest")"
  eval "exec $in>&-"
  rc=0
  wait "$process" || rc=$?
  ((rc == 0)) || fail "the connection that counts the tables ended with $rc"
  [[ -s $db ]] || fail "pg_dump wrote nothing"
  readable <"$db" || fail "the dump cannot be read back"

  if [[ ! $db_only ]]; then
    # After the database: every document of which it knows is there by now, and they never change.
    in_media 'tar czf - .' >"$tar" || fail "the documents could not be packed; is the disk full?"
    tar tzf "$tar" >/dev/null || fail "the packed documents cannot be read back"
    sync "$tar"
    mv "$tar" "$dir/media_$now.tar.gz"
  fi
  sync "$db" "$manifest"
  mv "$manifest" "$dir/manifest_$now.tsv"
  mv "$db" "$dir/db_$now.dump"
  note_sums "$dir" || fail "the checksums could not be written"
  if ! compgen -G "$dir/monthly/db_${now:0:6}*.dump" >/dev/null; then
    ln "$dir"/*_"$now".* "$dir/monthly/" || fail "the monthly archive could not be written"
    note_sums "$dir/monthly" || fail "the checksums could not be written"
  fi
  note_time completed
  echo "Backup completed: $now"
  ls -lh "$dir"/*"$now"*
}

check_files() { # DATE: sums, and every archive read to its end
  local dump tar manifest
  dump=$(path "db_$1.dump") || fail "there is no backup of $1 in $dir"
  noted "$dump" || fail "$dump is not what was written: its checksum differs or was never noted"
  readable <"$dump" || fail "$dump is damaged"
  manifest=$(path "manifest_$1.tsv") || fail "manifest_$1.tsv is missing: nothing to compare with"
  noted "$manifest" || fail "$manifest is not what was written"
  if tar=$(path "media_$1.tar.gz") && [[ ! $db_only ]]; then
    noted "$tar" || fail "$tar is not what was written: its checksum differs"
    tar tzf "$tar" >/dev/null || fail "$tar is damaged"
  fi
}

compare() { # DATABASE DATE: its tables with those of the backup
  local difference
  difference=$(diff <(pg psql -qXAt -F $'\t' -v ON_ERROR_STOP=1 -d "$1" <<<"$figures") "$(path "manifest_$2.tsv")") ||
    fail "the restored tables differ from the saved ones: ${difference:-no answer}"
}

verify() {
  local scratch=sims_verify_$$
  [[ $date ]] || date=$(dates | head -n 1)
  [[ $date ]] || fail "there is no backup in $dir"
  check_files "$date"
  pg createdb -T template0 "$scratch" || fail "no scratch database: the role needs CREATEDB for verify"
  cleanup+=("pg dropdb --if-exists '$scratch'")
  script <"$(path "db_$date.dump")" | pg psql -qX1 -v ON_ERROR_STOP=1 -d "$scratch" >/dev/null || fail "db_$date.dump cannot be restored"
  compare "$scratch" "$date"
  note_time verified
  echo "Backup verified: $date ($(wc -l <"$(path "manifest_$date.tsv")") tables, $(awk '{ n += $2 } END { print n }' "$(path "manifest_$date.tsv")") rows)"
}

stop_application() { # remembers what it stopped
  [[ $native ]] && return
  local project service ids
  project=$(docker inspect -f '{{index .Config.Labels "com.docker.compose.project"}}' "$container")
  for service in backend backend2 rqworker; do
    mapfile -t ids < <(docker ps -q --filter "label=com.docker.compose.project=$project" \
      --filter "label=com.docker.compose.service=$service")
    stopped+=("${ids[@]}")
  done
  if ((${#stopped[@]})); then
    docker stop -t 40 "${stopped[@]}" >/dev/null
    # shellcheck disable=SC2016 # expanded when it runs
    cleanup+=('docker start "${stopped[@]}" >/dev/null')
  fi
}

start_application() { # what was stopped, until it serves
  [[ $native ]] && return
  local id _
  for id in "${stopped[@]}"; do
    docker start "$id" >/dev/null
  done
  for id in "${stopped[@]}"; do
    for _ in $(seq 180); do
      docker exec "$id" healthcheck >/dev/null 2>&1 && continue 2
      sleep 1
    done
    fail "restored, but a container of the application does not become ready: docker compose logs"
  done
}

restore() {
  local now tar before
  stopped=()
  check_files "$date"
  now=$(date +%Y%m%d_%H%M%S)
  before=$dir/before_restore_$now.dump
  stop_application
  cleanup+=("rm -f '$before.part'")
  if pg pg_dump -Fc "$database" >"$before.part" && readable <"$before.part"; then
    mv "$before.part" "$before"
  elif [[ ! $force ]]; then
    fail "what is there now could not be kept first; nothing was changed. With --force it is replaced all the same"
  fi
  {
    # The commit comes last, so that half of a dump is no dump.
    echo "set client_min_messages = warning; begin; set lock_timeout = '30s'; drop schema if exists public cascade; create schema public authorization pg_database_owner; grant usage on schema public to public; set lock_timeout = 0;"
    script <"$(path "db_$date.dump")" && echo 'commit;'
  } | pg psql -qX -v ON_ERROR_STOP=1 -d "$database" >/dev/null ||
    fail "the database was not restored and is as it was. Is the application still running?"
  compare "$database" "$date"
  if tar=$(path "media_$date.tar.gz") && [[ ! $db_only ]]; then
    in_media 'rm -rf .restore && mkdir .restore && tar xzf - -C .restore && chmod --reference=. .restore &&
      find . -mindepth 1 -maxdepth 1 ! -name .restore -exec rm -rf {} + &&
      find .restore -mindepth 1 -maxdepth 1 -exec mv {} . \; && rmdir .restore' <"$tar" ||
      fail "the database is restored, the documents are not: repeat the restore"
  fi
  pg psql -qXd "$database" -c "set client_min_messages = error" -c analyze || true
  start_application
  echo "Backup restored: $date"
  if [[ -f $before ]]; then echo "What was there before: $before"; fi
}

prune() {
  local limit good='' candidate file kept=0 removed=0
  limit=$(date -d "-${SIMS_BACKUP_KEEP_DAYS:-30} days" +%Y%m%d_%H%M%S)
  for candidate in $(dates); do
    if [[ -f $dir/db_$candidate.dump ]] && noted "$dir/db_$candidate.dump" && readable <"$dir/db_$candidate.dump" 2>/dev/null; then
      good=$candidate && break
    fi
  done
  for file in "$dir"/{db,before_restore}_*.dump "$dir"/media_*.tar.gz "$dir"/manifest_*.tsv; do
    [[ -f $file && $file =~ _([0-9]{8}_[0-9]{6})\. ]] || continue
    if [[ ${BASH_REMATCH[1]} < $limit && ${BASH_REMATCH[1]} != "$good" ]]; then
      rm -f "$file" && removed=$((removed + 1))
    else
      kept=$((kept + 1))
    fi
  done
  find "$dir" -maxdepth 1 -name '.*.part' -mmin +1440 -delete
  note_sums "$dir"
  echo "Pruned: $removed files removed, $kept kept, newest good backup ${good:-NONE}"
  [[ $good ]] || fail "there is no good backup"
}

if [[ $native ]]; then native_tools; else docker_tools; fi
"$command"
