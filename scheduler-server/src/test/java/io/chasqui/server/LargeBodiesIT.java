package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A server with little memory is sent what does not fit into it, by those whom it knows and by
 * those whom it does not, all at once. It ends when its memory does; so it must be there after all,
 * and tell its health meanwhile.
 */
@ExtendWith(OutputCaptureExtension.class)
class LargeBodiesIT {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final List<String> TYPES =
      List.of(
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data; boundary=b",
          "Content-Type: application/json",
          "Content-Type: application/octet-stream",
          "X-Type: none");

  private static final List<String> PATHS =
      List.of(
          "/nothing",
          "/login",
          "/password",
          "/dashboard/api/jobs",
          "/actuator/health",
          "/healthz",
          "/api/nothing",
          "/api/contact",
          "/api/schedule-email",
          "/api/schedule-messaging/batch",
          "/api/reports/report-1",
          "/api/keys");

  /** More than the server has threads on Java 17. */
  private static final int MANY = 430;

  /** Three quarters of the server's threads. */
  private static final int PLACES = 300;

  private static final Duration SOON = Duration.ofSeconds(10);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static ServerProcess server;
  private static String key;

  @BeforeAll
  static void start(CapturedOutput output) throws IOException {
    TestDatabase database = TestDatabase.fresh();
    server =
        ServerProcess.start(database, "-Xmx128m", "--chasqui.contact.recipients=desk@example.com");
    await().atMost(Duration.ofSeconds(120)).until(() -> health(Duration.ofSeconds(5)) == 200);
    ServerCommand.run(database, "keys", "create", "--scope", "admin");
    key = output.getOut().lines().filter(line -> line.startsWith("chq_")).findFirst().orElseThrow();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void areRefusedByTheirHeadersOrAtTheLimit() throws Exception {
    String[] callers = {
      "X-Key: none", "Authorization: Bearer letmein", "Authorization: Bearer " + key
    };
    List<LargeBody> bodies = new ArrayList<>();
    for (String path : PATHS) {
      for (String method : METHODS) {
        for (String type : TYPES) {
          int turn = bodies.size();
          bodies.add(new LargeBody(method, path, turn % 2 == 0, type, callers[turn % 3]));
        }
      }
    }
    for (boolean isChunked : new boolean[] {true, false}) {
      for (String path : PATHS) {
        bodies.add(new LargeBody("POST", path, isChunked, TYPES.get(2), callers[2]));
      }
      bodies.add(new LargeBody("POST", "/api/contact", isChunked, TYPES.get(2)));
      bodies.add(new LargeBody("POST", "/login", isChunked, TYPES.get(0)));
      bodies.add(
          new LargeBody(
              "POST",
              "/api/schedule-email/batch",
              isChunked,
              "Content-Type: application/x-ndjson",
              callers[2]));
      bodies.add(
          new LargeBody(
              "PUT", "/api/reports/r", isChunked, "Content-Type: application/pdf", callers[2]));
    }

    Map<String, String> wrong = new TreeMap<>();
    List<Integer> health =
        whileAskedForHealth(
            () -> {
              wrong.putAll(unexpected(bodies));
              return null;
            });

    assertThat(wrong).isEmpty();
    assertThat(server.isAlive()).isTrue();
    assertThat(health).isNotEmpty().containsOnly(200);
  }

  /** Those who are known hold a thread each, but not all of them. */
  @Test
  void thatComeSlowlyFromAKnownCallerLeaveHealthAlone() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      List<Integer> health =
          whileAskedForHealth(
              () -> {
                for (int i = 0; i < MANY; i++) {
                  LargeBody body =
                      new LargeBody(
                          "PUT",
                          "/api/reports/slow-" + i,
                          true,
                          "Content-Type: application/pdf",
                          "Authorization: Bearer " + key);
                  slow.add(body.begin(server));
                }
                await().atMost(SOON).until(() -> answered(slow).size() == MANY - PLACES);
                for (Socket refused : answered(slow)) {
                  assertThat(LargeBody.firstLine(refused.getInputStream()))
                      .startsWith("HTTP/1.1 503");
                }
                return null;
              });

      assertThat(health).isNotEmpty().containsOnly(200);
      assertThat(health(SOON)).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertThat(server.isAlive()).isTrue();
  }

  /** They send nothing after the first bytes, and would keep a thread each. */
  @Test
  void thatComeSlowlyKeepNobodyElseOut() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    List<Socket> waiting = new ArrayList<>();
    try {
      List<Integer> health =
          whileAskedForHealth(
              () -> {
                for (int i = 0; i < MANY; i++) {
                  // These are read from everybody, but not from all at a time.
                  String open = i % 2 == 0 ? "/login" : "/api/contact";
                  waiting.add(
                      new LargeBody("POST", open, true, TYPES.get(i % 2 == 0 ? 0 : 2))
                          .begin(server));
                  String path = i % 3 == 0 ? "/nothing" : "/api/schedule-email";
                  LargeBody body = new LargeBody("POST", path, i % 2 == 0, TYPES.get(i % 5));
                  strangers.add(body.begin(server));
                }
                for (Socket stranger : strangers) {
                  assertThat(LargeBody.firstLine(stranger.getInputStream()))
                      .startsWith("HTTP/1.1 4");
                }
                return null;
              });
      assertThat(health).isNotEmpty().containsOnly(200);
      assertThat(health(SOON)).isEqualTo(200);
      for (Socket stranger : strangers) {
        assertThat(isCut(stranger)).isTrue();
      }
    } finally {
      for (Socket stranger : Stream.concat(strangers.stream(), waiting.stream()).toList()) {
        stranger.close();
      }
    }
    assertThat(server.isAlive()).isTrue();
  }

  private static Map<String, String> unexpected(List<LargeBody> bodies) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try {
      Map<LargeBody, Future<String>> answers = new LinkedHashMap<>();
      for (LargeBody body : bodies) {
        answers.put(body, senders.submit(() -> body.answerOf(server)));
      }
      Map<String, String> unexpected = new TreeMap<>();
      for (Map.Entry<LargeBody, Future<String>> answer : answers.entrySet()) {
        String line = answer.getValue().get(60, TimeUnit.SECONDS);
        if (!line.matches("HTTP/1\\.1 [234]\\d\\d.*")) {
          unexpected.put(answer.getKey() + String.join(" ", answer.getKey().headers()), line);
        }
      }
      return unexpected;
    } finally {
      senders.shutdownNow();
    }
  }

  /** What health said while something was done. */
  private static List<Integer> whileAskedForHealth(Callable<Void> action) throws Exception {
    ExecutorService asker = Executors.newSingleThreadExecutor();
    List<Integer> seen = new ArrayList<>();
    Future<?> asking =
        asker.submit(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                seen.add(health(SOON));
              }
            });
    try {
      action.call();
    } finally {
      asking.cancel(true);
      asker.shutdown();
      assertThat(asker.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    return seen;
  }

  /** 0 when there is no answer in time. */
  private static int health(Duration patience) {
    URI uri = server.uri("/actuator/health");
    try {
      return HTTP.send(
              HttpRequest.newBuilder(uri).timeout(patience).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 200;
    }
  }

  private static List<Socket> answered(List<Socket> sockets) throws IOException {
    List<Socket> answered = new ArrayList<>();
    for (Socket socket : sockets) {
      if (socket.getInputStream().available() > 0) {
        answered.add(socket);
      }
    }
    return answered;
  }

  private static boolean isCut(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // The rest of the answer.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
