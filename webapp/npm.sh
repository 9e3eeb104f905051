#!/usr/bin/env bash
# Runs the browser application's tools: finds Node, installs what package-lock.json names, and calls npm.
#   ./npm.sh build   builds dist/ when a source is newer than it
#   ./npm.sh check   format, types, stale API types, messages, unit tests
#   ./npm.sh NAME    any other script of package.json; "exec FILE ..." runs node
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

node_version=22.22.0

fits() { # NODE: whether it is new enough
  "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

find_node() {
  local candidate
  for candidate in "$(command -v node || true)" "$PWD/.node/node_modules/node/bin/node"; do
    if [[ -n $candidate && -x $candidate ]] && fits "$candidate"; then
      dirname "$candidate"
      return 0
    fi
  done
  return 1
}

bin=$(find_node) || {
  command -v npm >/dev/null ||
    { echo "npm.sh: Node 20.19 or newer is needed: install it, on Debian with apt-get install nodejs npm." >&2; exit 1; }
  echo "Installing Node $node_version ..."
  npm install --no-audit --no-fund --prefix .node "node@$node_version" >/dev/null
  bin=$(find_node) || { echo "npm.sh: the installed Node does not run on this machine." >&2; exit 1; }
}
export PATH="$bin:$PATH"

if ! cmp -s package-lock.json node_modules/.installed.json; then
  npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
  cp package-lock.json node_modules/.installed.json
fi

stale() {
  [[ -f dist/index.html ]] || return 0
  [[ -n $(find src public scripts index.html vite.config.ts package-lock.json openapi.json -newer dist/index.html -print -quit) ]]
}

case ${1:-build} in
  build) if stale; then npm run --silent build; fi ;;
  exec) shift; exec node "$@" ;;
  *) exec npm run --silent "$@" ;;
esac
