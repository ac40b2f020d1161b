# The image of one application: docker build --build-arg MODULE=email-worker .
# docs/deployment.md says how to pin the base images by digest.

FROM eclipse-temurin:25.0.4.1_1-jdk-noble AS build
WORKDIR /source
COPY . .
# Knows nothing of MODULE, so that one run serves the images of all three applications.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw --batch-mode --no-transfer-progress -DskipTests \
      --projects scheduler-server,email-worker,messaging-worker --also-make package

FROM build AS layers
ARG MODULE
RUN cp "${MODULE}/target/${MODULE}.jar" app.jar \
 && java -Djarmode=tools -jar app.jar extract --layers --destination /layers

FROM eclipse-temurin:25.0.4.1_1-jre-noble
# A volume that is mounted on /data for the first time takes its owner over.
RUN groupadd --gid 10001 chasqui \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin chasqui \
 && install --directory --owner=10001 --group=10001 /data
COPY --chmod=755 ops/healthcheck.sh /usr/local/bin/healthcheck
WORKDIR /app
# What changes least comes first.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./

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
ENTRYPOINT ["java", "-jar", "app.jar"]
