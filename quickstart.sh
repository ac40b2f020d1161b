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

# Whether a module's jar is missing, or older than something it is made of.
is_stale() {
  jar=$home/$1/target/$1.jar
  [ ! -f "$jar" ] || [ -n "$(find "$home/pom.xml" "$home/$1/pom.xml" "$home/$1/src/main" \
    "$home/shared-dto/src/main" "$home/delivery-core/src/main" -newer "$jar" 2>/dev/null | head -n 1)" ]
}

for module in scheduler-server email-worker messaging-worker quickstart; do
  if is_stale "$module"; then
    echo "Building (the first time takes a few minutes) ..."
    (cd "$home" && ./mvnw -B -q -DskipTests package)
    break
  fi
done

exec "$java" -XX:+UseSerialGC -jar "$home/quickstart/target/quickstart.jar" "$@"
