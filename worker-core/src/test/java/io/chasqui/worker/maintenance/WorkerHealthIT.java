package io.chasqui.worker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.SilentDatabase;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a worker says of itself, on a port of its own, and how soon. */
class WorkerHealthIT {

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int ALL_CONNECTIONS = 6;
  private static final int PORT = TestPorts.free();

  private static final TestDatabase database = TestDatabase.fresh();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static SilentDatabase way;
  private static ConfigurableApplicationContext worker;
  private static int knownWhenReady;

  @BeforeAll
  static void start() {
    way = new SilentDatabase(database);
    worker =
        TestWorker.start(
            database,
            Queue.EMAIL,
            "spring.datasource.url=" + way.url(),
            "spring.datasource.hikari.maximum-pool-size=" + ALL_CONNECTIONS,
            "management.server.port=" + PORT);
    knownWhenReady = database.count("channel_health");
    // The first answer of all has to load classes.
    await().ignoreExceptions().atMost(SOON).until(() -> status("") == 200);
  }

  @AfterAll
  static void stop() {
    way.beSilent(false);
    worker.close();
    way.close();
  }

  @AfterEach
  void isWellAgain() {
    way.beSilent(false);
    await().atMost(SOON).until(() -> statusWithinASecond("") == 200);
  }

  @Test
  void whoSeesAWorkerReadySeesItsChannel() {
    assertThat(knownWhenReady).isOne();
  }

  @Test
  void answersWithinASecondWhileTheDatabaseHangs() throws Exception {
    way.beSilent(true);

    assertAnswersInTimeThatItTakesNoJobs();
  }

  @Test
  void answersWithinASecondWhileNoConnectionIsFree() throws Exception {
    List<Connection> taken = new ArrayList<>();
    try {
      takeAll(taken);

      assertAnswersInTimeThatItTakesNoJobs();
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
  }

  /** All that are not in use, and those that come back. */
  private static void takeAll(List<Connection> taken) throws SQLException {
    DataSource pool = worker.getBean(DataSource.class);
    try {
      while (true) {
        taken.add(pool.getConnection());
      }
    } catch (SQLTransientConnectionException e) {
      // None has come back within the pool's time-out.
    }
  }

  private static void assertAnswersInTimeThatItTakesNoJobs() throws Exception {
    await().atMost(SOON).until(() -> statusWithinASecond("/readiness") == 503);
    for (int i = 0; i < 20; i++) {
      assertThat(statusWithinASecond("")).isEqualTo(503);
      assertThat(statusWithinASecond("/readiness")).isEqualTo(503);
      assertThat(statusWithinASecond("/liveness")).isEqualTo(200);
    }
  }

  private static int statusWithinASecond(String path) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int status = status(path);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(path).isLessThan(ONE_SECOND);
    return status;
  }

  private static int status(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + PORT + "/actuator/health" + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }
}
