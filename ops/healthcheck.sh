#!/usr/bin/env bash
# Exit code 0: the application in this container is ready. 1: it is not, or says nothing.
# The base image has no curl; bash speaks TCP by itself.
set -u

port="${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}}"
# A port of its own has not the prefix of the server's.
prefix="${MANAGEMENT_SERVER_PORT:+${MANAGEMENT_SERVER_BASEPATH:-}}"
[[ -n "${MANAGEMENT_SERVER_PORT:-}" ]] || prefix="${SERVER_SERVLET_CONTEXTPATH:-}"

exec 3<>"/dev/tcp/127.0.0.1/${port}" || exit 1
printf 'GET %s/actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' "${prefix}" >&3 || exit 1
read -r -t 3 _ status _ <&3 || exit 1
[[ "${status}" == 200 ]] || exit 1
