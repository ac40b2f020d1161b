package io.chasqui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All who lock several recipients do it in one order, and recipients before what is theirs. */
class RecipientLocksIT {

  private static final int THREADS = 8;
  private static final int ACTS_OF_EACH = 60;
  private static final String ADDRESS = "/api/recipients/";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private final List<String> recipients =
      Stream.generate(() -> UUID.randomUUID().toString()).limit(4).toList();
  private final List<String> browsers =
      Stream.generate(() -> "https://push.example/" + UUID.randomUUID()).limit(3).toList();

  @Test
  void manyWhoRegisterMoveMergeAndEraseDoNotWaitForEachOther() throws Exception {
    long before = deadlocks();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(i);
        all.add(() -> faults(random));
      }
      for (Future<List<String>> one : threads.invokeAll(all)) {
        assertThat(one.get()).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(deadlocks()).isEqualTo(before);
  }

  /** What was answered that was no answer of theirs. */
  private List<String> faults(Random random) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < ACTS_OF_EACH; i++) {
      int act = random.nextInt(10);
      String one = recipients.get(random.nextInt(recipients.size()));
      String other = recipients.get(random.nextInt(recipients.size()));
      String browser = browsers.get(random.nextInt(browsers.size()));
      int status = status(act, one, other, browser);
      if (status >= 500) {
        faults.add("act " + act + " was answered with " + status);
      }
    }
    return faults;
  }

  private int status(int act, String one, String other, String browser) {
    return switch (act) {
      case 0 -> server.send(server.request(ADDRESS + one).DELETE()).statusCode();
      case 1 -> server.post(ADDRESS + one + "/merge", "{\"from\": \"" + other + "\"}").statusCode();
      case 2 -> put(ADDRESS + one + "/webhook", "{\"url\": \"https://hooks.example/in\"}");
      case 3 -> put("/api/preferences/" + one, "{\"smsEnabled\": false}");
      case 4 -> gone(one);
      case 5, 6 -> put(ADDRESS + one, "{\"name\": \"" + UUID.randomUUID() + "\"}");
      default ->
          server
              .post(ADDRESS + one + "/push-subscriptions", PushServer.subscription(browser))
              .statusCode();
    };
  }

  /** As a worker hears it. */
  private static int gone(String recipient) {
    UUID id = UUID.fromString(recipient);
    PushSubscriptions subscriptions = server.bean(PushSubscriptions.class);
    subscriptions.ofRecipient(id).stream().map(PushTarget::id).forEach(subscriptions::removeGone);
    Endpoints endpoints = server.bean(Endpoints.class);
    endpoints.ofRecipient(id).map(Endpoint::id).ifPresent(endpoints::gone);
    return 200;
  }

  private static int put(String address, String body) {
    return server.put(address, "application/json", body.getBytes(UTF_8)).statusCode();
  }

  private static long deadlocks() {
    return server
        .database
        .jdbc()
        .sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        .query(Long.class)
        .single();
  }
}
