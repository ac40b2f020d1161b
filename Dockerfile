# The image of one application: docker build --build-arg MODULE=email-worker .
# docs/deployment.md says how to pin the base images by digest.

FROM eclipse-temurin:25.0.4.1_1-jdk-noble AS build
WORKDIR /source
COPY . .
# Knows nothing of MODULE, so that one run serves the images of all three applications.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw --batch-mode --no-transfer-progress -DskipTests \
      --projects scheduler-server,email-worker,messaging-worker,quickstart --also-make package

# Takes the jars apart, and starts all of it once, with some work, while Java writes down its classes
# and what it learns of their methods (docs/adr/0025). By the Java of the image: no other would use it.
FROM eclipse-temurin:25.0.4.1_1-jre-noble AS prepared
# PostgreSQL does not run as root.
RUN useradd --uid 10002 --create-home builder \
 && install --directory --owner=builder /source/quickstart/target
COPY --from=build /source/scheduler-server/target/scheduler-server.jar /source/scheduler-server/target/
COPY --from=build /source/email-worker/target/email-worker.jar /source/email-worker/target/
COPY --from=build /source/messaging-worker/target/messaging-worker.jar /source/messaging-worker/target/
COPY --from=build /source/quickstart/target/quickstart.jar /source/quickstart/target/
USER builder
WORKDIR /source
# Where it cannot be started the image does without: it takes longer to get fast, and nothing else.
RUN java -XX:+UseSerialGC -jar quickstart/target/quickstart.jar --prepare --rehearse \
 || test -f quickstart/target/prepared/quickstart/app.jar

FROM eclipse-temurin:25.0.4.1_1-jre-noble
# A volume that is mounted on /data for the first time takes its owner over.
RUN groupadd --gid 10001 chasqui \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin chasqui \
 && install --directory --owner=10001 --group=10001 /data
COPY --chmod=755 ops/healthcheck.sh /usr/local/bin/healthcheck
WORKDIR /app
# What changes least comes first.
ARG MODULE
COPY --from=prepared /source/quickstart/target/prepared/${MODULE}/lib/ lib/
COPY --from=prepared /source/quickstart/target/prepared/${MODULE}/app.jar \
  /source/quickstart/target/prepared/${MODULE}/classes.ao[t] ./

# One port for all applications: in a container nothing else wants it. A worker that listened on
# 127.0.0.1, its default, could be asked by nobody outside its container.
ENV SERVER_PORT=8080 \
    SERVER_ADDRESS=0.0.0.0 \
    CHASQUI_STORAGE_DIRECTORY_PATH=/data/reports \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
    CMD ["/usr/local/bin/healthcheck"]
# A cache that is missing, or does not fit, is left out without a word.
ENTRYPOINT ["java", "-XX:AOTCache=classes.aot", "-Xlog:aot*=off", "-Xlog:cds*=off", "-jar", "app.jar"]
