#!/bin/sh
# Starts Chasqui with everything it needs on this machine. Only a JDK (17 or newer) is required.
# ./quickstart.sh --help lists the arguments.
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
elif java=$(command -v java); then
  :
else
  echo "No Java found: install a JDK (17 or newer) or set JAVA_HOME." >&2
  exit 2
fi

# In the locale "C" Java knows no letters but English ones, in paths neither.
if [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ]; then
  export LC_ALL=C.UTF-8
fi

target=$home/quickstart/target
# The jars carry the build's fixed time, not their own, so a file of ours says when they were made.
stamp=$target/.quickstart-built

is_stale() {
  [ -f "$stamp" ] || return 0
  for module in scheduler-server email-worker messaging-worker quickstart; do
    [ -f "$home/$module/target/$module.jar" ] || return 0
  done
  [ -n "$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main -newer "$stamp" | head -n 1)" ]
}

# Classes as Java keeps them in memory, in a file: for one build, and for the Java that made it. In
# the file "release" a Java says which it is.
prepared=$target/prepared
release=$(readlink -f "$java" 2>/dev/null || :)
release=${release%/bin/java}/release

is_prepared() {
  cmp -s "$release" "$prepared/release"
}

# A start without it is slower, and nothing else.
prepare() {
  if [ -f "$release" ] && [ -w "$target" ]; then
    echo "Making starts fast (up to two minutes, once for each build and each Java) ..."
    "$java" -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -jar "$target/quickstart.jar" --prepare || :
  fi
}

if is_stale; then
  echo "Building (the first time takes a few minutes) ..."
  (cd "$home" && ./mvnw -B -q -DskipTests --projects '!benchmarks,!system-tests' package)
  rm -f "$prepared/release"
  touch "$stamp"
fi
is_prepared || prepare

jar=$target/quickstart.jar
classes=
if is_prepared && [ -f "$prepared/quickstart/app.jar" ]; then
  jar=$prepared/quickstart/app.jar
  if [ -f "$prepared/quickstart/classes.aot" ]; then
    classes=-XX:AOTCache=$prepared/quickstart/classes.aot
  elif [ -f "$prepared/quickstart/classes.jsa" ]; then
    classes=-XX:SharedArchiveFile=$prepared/quickstart/classes.jsa
  fi
fi

exec "$java" -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC ${classes:+"$classes"} -jar "$jar" "$@"
