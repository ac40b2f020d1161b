@echo off
rem Starts Chasqui with everything it needs on this machine. Only a JDK (17 or newer) is required.
rem quickstart.cmd --help lists the arguments.
setlocal
set "HOME_DIR=%~dp0"
set "JAVA_EXE=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_EXE=%JAVA_HOME%\bin\java"

set BUILD=
for %%m in (scheduler-server email-worker messaging-worker quickstart) do (
  if not exist "%HOME_DIR%%%m\target\%%m.jar" set BUILD=1
)
if defined BUILD (
  echo Building ^(the first time takes a few minutes^) ...
  pushd "%HOME_DIR%"
  call mvnw.cmd -B -q -DskipTests --projects "!benchmarks,!system-tests" package
  if errorlevel 1 ( popd & exit /b 1 )
  popd
)

"%JAVA_EXE%" -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -jar "%HOME_DIR%quickstart\target\quickstart.jar" %*
exit /b %errorlevel%
