#!/bin/sh
# Starts Chasqui with everything it needs on this machine. Only a JDK (17 or newer) is required.
# ./quickstart.sh --help lists the arguments.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
elif command -v java >/dev/null 2>&1; then
  java=java
else
  echo "No Java found: install a JDK (17 or newer) or set JAVA_HOME." >&2
  exit 2
fi

# The jars carry the build's fixed time, not their own, so a file of ours says when they were made.
stamp=$home/quickstart/target/.quickstart-built

is_stale() {
  [ -f "$stamp" ] || return 0
  for module in scheduler-server email-worker messaging-worker quickstart; do
    [ -f "$home/$module/target/$module.jar" ] || return 0
  done
  [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main -newer "$stamp" | head -n 1)" ]
}

if is_stale; then
  echo "Building (the first time takes a few minutes) ..."
  (cd "$home" && ./mvnw -B -q -DskipTests --projects '!benchmarks' package)
  touch "$stamp"
fi

exec "$java" -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -jar "$home/quickstart/target/quickstart.jar" "$@"
