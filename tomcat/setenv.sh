#!/bin/sh
# shellcheck disable=SC3028 # the container engine sets HOSTNAME
# How the server's JVM runs. JAVA_OPTS adds to it.
CATALINA_OPTS="$CATALINA_OPTS \
 -XX:+UseG1GC -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=15 -XX:MaxRAMPercentage=${SIMS_HEAP_PERCENT:-60} -XX:+ExitOnOutOfMemoryError \
 --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8 \
 -Dsims.exitOnFailure=true \
 -Dorg.apache.catalina.startup.EXIT_ON_INIT_FAILURE=true \
 -Dsims.logs=${SIMS_LOG_DIR:-logs} -Dsims.node=${SIMS_ROLE:-all}-${HOSTNAME:-node}"
export CATALINA_OPTS
