package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.testing.SilentDatabase;
import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What /healthz says, to everybody, and how soon. */
class HealthzIT {

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final String READINESS = "/actuator/health/readiness";
  private static final String LIVENESS = "/actuator/health/liveness";
  private static final int ALL_CONNECTIONS = 5;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ObjectMapper json = new ObjectMapper();

  private static TestDatabase database;
  private static SilentDatabase way;
  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    way = new SilentDatabase(database);
    server =
        ChasquiServer.on(
            database,
            "--spring.datasource.hikari.jdbc-url=" + way.url(),
            "--spring.datasource.hikari.maximum-pool-size=" + ALL_CONNECTIONS,
            // What looks for alerts reads the same tables, and would wait for the same locks.
            "--chasqui.alerts.check-interval=1h",
            "--chasqui.alerts.backlog-age=1h");
  }

  @AfterAll
  static void stop() {
    server.close();
    way.close();
  }

  @BeforeEach
  void allIsWell() {
    way.beSilent(false);
    sql("DELETE FROM channel_health");
    sql("DELETE FROM channel_pause");
    sql("DELETE FROM delivery");
    sql("DELETE FROM jobrunr_backgroundjobservers");
    awaitStatus("UP");
  }

  @Test
  void tellsOfDatabaseQueuesAndChannelsWithAndWithoutTheSlash() throws Exception {
    anEmailWorker("a", "CLOSED");

    awaitStatus("UP");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(json.readTree(get("/healthz/").body()))
                    .isEqualTo(
                        json.readTree(
                            """
                            {"status": "UP", "database": "UP",
                             "queues": {
                               "email": {"status": "UP", "oldestDueSeconds": 0, "workers": 1},
                               "messaging": {"status": "UP", "oldestDueSeconds": 0, "workers": 0},
                               "push": {"status": "UP", "oldestDueSeconds": 0, "workers": 0},
                               "sms": {"status": "UP", "oldestDueSeconds": 0, "workers": 0},
                               "webhook": {"status": "UP", "oldestDueSeconds": 0, "workers": 0}},
                             "channels": {
                               "EMAIL": {"status": "UP", "breaker": "CLOSED", "resting": false}}}
                            """)));
    assertThat(get("/healthz").body()).isEqualTo(get("/healthz/").body()).doesNotContain("smtp");
  }

  @Test
  void aPeerThatDoesNotWorkIsSeenAndTakesNoServerOut() {
    anEmailWorker("a", "OPEN");
    anEmailWorker("b", "CLOSED");

    awaitStatus("DEGRADED");
    assertThat(breaker()).isEqualTo("SOME_OPEN");

    sql("UPDATE channel_health SET breaker = 'OPEN'");
    await().atMost(SOON).until(() -> breaker().equals("OPEN"));
    assertThat(get("/healthz").statusCode()).isEqualTo(200);

    sql("UPDATE channel_health SET seen_at = now() - interval '1 minute'");
    await().atMost(SOON).until(() -> report().path("channels").isEmpty());
  }

  @Test
  void aQueueWithoutWorkersAndAQueueThatIsOlderThanItMayBeAreSeen() {
    server.post(
        "/api/schedule-email",
        "{\"correlationId\": \"r-1\", \"toEmail\": \"ivan@example.com\", \"message\": \"m\"}");
    sql("UPDATE delivery SET due_at = now() - interval '10 minutes'");

    awaitStatus("DEGRADED");
    JsonNode queue = report().path("queues").path("email");
    assertThat(queue.path("oldestDueSeconds").asInt()).isBetween(600, 700);
    assertThat(queue.path("workers").asInt()).isZero();
    assertThat(queue.path("status").asText()).isEqualTo("DEGRADED");

    anEmailWorker("a", "CLOSED");
    awaitStatus("UP");
    sql("UPDATE delivery SET due_at = now() - interval '2 hours'");
    awaitStatus("DEGRADED");
  }

  /** Also the first that asks, who is told what was seen last, or nothing was. */
  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/actuator/health", READINESS})
  void answersWithinASecondWhileTheDatabaseHangsHoweverManyAsk(String path) {
    way.beSilent(true);
    assertThat(timeOfOne(path)).isLessThan(ONE_SECOND);
    // What was seen a moment ago still counts.
    await().atMost(SOON).until(() -> get(path).statusCode() == 503);

    List<CompletableFuture<Duration>> all =
        IntStream.range(0, 50)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> timeOfOne(path)))
            .toList();

    // One after the other they would take half a minute. Fifty threads begin late on a busy
    // machine.
    assertThat(all)
        .allSatisfy(one -> assertThat(one.join()).isLessThan(ONE_SECOND.multipliedBy(2)));
    assertThat(get(path).statusCode()).isEqualTo(503);
    assertThat(timeOfOne(LIVENESS)).isLessThan(ONE_SECOND);
    assertThat(get(LIVENESS).statusCode()).isEqualTo(200);
    assertThat(report().path("status").asText()).isEqualTo("DOWN");
    assertThat(report().path("database").asText()).isEqualTo("DOWN");
    way.beSilent(false);
    awaitStatus("UP");
  }

  /** A machine that is busy for a moment is not taken out. */
  @Test
  void aDatabaseThatIsLateForAMomentIsNotAway() {
    awaitStatus("UP");
    way.beSilent(true);

    assertThat(get(READINESS).statusCode()).isEqualTo(200);

    way.beSilent(false);
  }

  /** With keys of their own, so that each of them has to be looked for. */
  @Test
  void answersWithinASecondWhileMoreRequestsWaitThanThereAreThreads() {
    HttpClient callers = HttpClient.newHttpClient();
    way.beSilent(true);

    List<CompletableFuture<Integer>> waiting =
        IntStream.range(0, 450).mapToObj(i -> statusWithAKey(callers, i)).toList();
    // Those for whom there is no place; all others wait by then.
    await()
        .atMost(SOON)
        .until(() -> waiting.stream().filter(CompletableFuture::isDone).count() >= 150);

    for (String path : List.of("/healthz", READINESS, LIVENESS)) {
      assertThat(timeOfOne(path)).as(path).isLessThan(ONE_SECOND);
    }
    way.beSilent(false);
    assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isIn(401, 503));
  }

  private static CompletableFuture<Integer> statusWithAKey(HttpClient caller, int number) {
    String key = "chq_%012x_%064x".formatted(number, number);
    // Those that only look like health are no health.
    String path = List.of("/api/deliveries", "/healthzx", "/actuator/healthx").get(number % 3);
    HttpRequest request = server.anonymous(path).header("Authorization", "Bearer " + key).build();
    return caller.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/actuator/health", READINESS})
  void answersWithinASecondWhileNoConnectionIsFree(String path) throws Exception {
    List<Connection> taken = new ArrayList<>();
    try {
      // One is taken for good: it hears when the server's own steps are due.
      for (int i = 1; i < ALL_CONNECTIONS; i++) {
        taken.add(server.bean(DataSource.class).getConnection());
      }
      assertThat(timeOfOne(path)).isLessThan(ONE_SECOND);
      await().atMost(SOON).until(() -> get(path).statusCode() == 503);

      assertThat(timeOfOne(path)).isLessThan(ONE_SECOND);
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    awaitStatus("UP");
  }

  @Test
  void aTableThatIsLockedHidesItsPartAlone() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("LOCK TABLE channel_health IN ACCESS EXCLUSIVE MODE");

      awaitStatus("DEGRADED");

      assertThat(timeOfOne("/healthz")).isLessThan(ONE_SECOND);
      assertThat(report().path("database").asText()).isEqualTo("UP");
      connection.rollback();
    }
    awaitStatus("UP");
  }

  @Test
  void looksThatAreGivenUpDoNotGoOnWaitingInTheDatabase() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("LOCK TABLE channel_health IN ACCESS EXCLUSIVE MODE");
      // A look of its own: what was seen a moment ago still counts.
      await().atMost(SOON).until(() -> report().path("channels").isEmpty() && waiting() > 0);

      await().atMost(SOON).until(() -> waiting() == 0);
      connection.rollback();
    }
    awaitStatus("UP");
  }

  @Test
  void aDatabaseThatCanOnlyBeReadTakesTheServerOut() {
    database.refuseWrites();
    awaitStatus("DOWN");
    assertThat(get(READINESS).statusCode()).isEqualTo(503);

    database.allowWrites();
    awaitStatus("UP");
  }

  private static Duration timeOfOne(String path) {
    long begin = System.nanoTime();
    get(path);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static long waiting() {
    return database.count(
        "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
  }

  private static String breaker() {
    return report().path("channels").path("EMAIL").path("breaker").asText();
  }

  private static void awaitStatus(String status) {
    await().atMost(SOON).until(() -> report().path("status").asText().equals(status));
  }

  private static JsonNode report() {
    try {
      return json.readTree(get("/healthz").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> get(String path) {
    return server.send(server.anonymous(path).GET());
  }

  private static void anEmailWorker(String name, String breaker) {
    TestWorkers.email(database, "email-worker@" + name + ":1", breaker, 0);
  }

  private static void sql(String statement) {
    database.jdbc().sql(statement).update();
  }
}
