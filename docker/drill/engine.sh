# A Docker engine of the drill's own, in a network namespace of its own: nothing of the machine's is
# touched. Sourced by drill.sh; needs root.
# shellcheck shell=bash disable=SC2154 # drill.sh sets them

engine_needs() { # installs what is missing, where that is possible
  local package missing=()
  for package in dockerd:docker.io mmdebstrap:mmdebstrap pebble:pebble; do
    command -v "${package%%:*}" >/dev/null || missing+=("${package##*:}")
  done
  if ((${#missing[@]})); then
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends "${missing[@]}" </dev/null >/dev/null 2>&1 ||
      return 1
  fi
  engine_compose
}

engine_compose() { # compose and buildx of the next Debian release: this one has neither
  mkdir -p "$work/docker-config/cli-plugins"
  export DOCKER_CONFIG=$work/docker-config
  docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1 && return
  local apt=$work/apt
  mkdir -p "$apt"/{lists/partial,cache/archives/partial}
  echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main' >"$apt/sources.list"
  (
    cd "$apt"
    next() {
      apt-get -qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o Dir::Etc::preferencesparts=/dev/null "$@"
    }
    next update && next download docker-compose docker-buildx
    for deb in *.deb; do dpkg -x "$deb" unpacked; done
    cp unpacked/usr/libexec/docker/cli-plugins/* "$work/docker-config/cli-plugins/"
  ) >"$work/apt.log" 2>&1 || return 1
  docker compose version >/dev/null 2>&1
}

engine_wait() { # SOCKET
  local _
  for _ in $(seq 120); do
    docker -H "unix://$1" info >/dev/null 2>&1 && return
    sleep 0.5
  done
  return 1
}

engine_stop() { # PID_FILE
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
}

engine_build_start() { # builds need the machine's network
  dockerd --data-root "$work/data" --exec-root "$work/exec" -H "unix://$work/build.sock" \
    --pidfile "$work/build.pid" --iptables=false --bridge=none >"$work/dockerd-build.log" 2>&1 &
  engine_wait "$work/build.sock"
}

engine_run_start() {
  ip netns add "$netns"
  nsenter --net="/run/netns/$netns" ip link set lo up
  # Not ip netns exec: that hides the cgroups.
  nsenter --net="/run/netns/$netns" unshare -m dockerd --data-root "$work/data" --exec-root "$work/exec" \
    -H "unix://$work/run.sock" --pidfile "$work/run.pid" >"$work/dockerd-run.log" 2>&1 &
  engine_wait "$work/run.sock"
}

standins() { # builds stand-ins of the base images where they are missing
  local context=$work/standins image
  export DOCKER_BUILDKIT=1
  if ! docker image inspect drill/debian >/dev/null 2>&1; then
    mmdebstrap -q --variant=minbase --include=ca-certificates,curl,netbase trixie "$work/debian.tar" >/dev/null
    docker import "$work/debian.tar" drill/debian >/dev/null
    rm -f "$work/debian.tar"
  fi
  if [[ ! -d $context/tomcat ]]; then
    mkdir -p "$context/jdk" "$work/zip"
    (cd "$work/zip" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
      -Dartifact="org.apache.tomcat:tomcat:$tomcat_version:zip" -DoutputDirectory=. >"$work/maven.log" 2>&1)
    (cd "$work/zip" && "$jdk/bin/jar" xf tomcat-*.zip && rm -rf apache-tomcat-*/webapps/*)
    mv "$work/zip"/apache-tomcat-* "$context/tomcat"
    tar cf - -C "$jdk" --exclude=./jmods --exclude=./lib/src.zip --exclude=./man . | tar xf - -C "$context/jdk"
  fi
  cp "$here"/drill/standins/* "$context/"
  for image in alpine:latest postgres:17 redis:8 nginx:stable tomcat:11-jdk25-temurin; do
    docker image inspect "$image" >/dev/null 2>&1 ||
      docker build -q --network=host --target "${image%%:*}" -t "$image" "$context" >/dev/null
  done
}
