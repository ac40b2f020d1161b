#!/bin/sh
# Measures Chasqui on this machine: docs/performance.md says what and how. Only a JDK (17 or newer)
# is required. ./bench.sh --help lists scenarios and options.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

case $home in
*:*)
  # Java would read two paths, and Maven too.
  echo "The path of this folder must not contain a colon: $home" >&2
  exit 2
  ;;
esac

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
elif command -v java >/dev/null 2>&1; then
  java=java
else
  echo "No Java found: install a JDK (17 or newer) or set JAVA_HOME." >&2
  exit 2
fi

echo "Building ..." >&2
(cd "$home" && ./mvnw -B -q -DskipTests -Dspotless.check.skip package) >&2

for argument in "$@"; do
  if [ "$argument" = --prepared ]; then
    echo "Recording ..." >&2
    "$java" -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -jar "$home/quickstart/target/quickstart.jar" \
      --prepare --rehearse >&2
  fi
done

# The driver makes and checks messages; what is measured runs in processes of its own.
exec "$java" -Xmx512m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC \
  -cp "$home/benchmarks/target/benchmarks.jar:$(cat "$home/benchmarks/target/class-path")" \
  io.chasqui.benchmarks.BenchmarkApplication "$@"
