package io.chasqui.messaging;

import static org.awaitility.Awaitility.await;

import io.chasqui.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class KilledWorkerIT {

  private static final String PERSON_SAYS_START =
      "{\"chat\":{\"id\":7,\"type\":\"private\"},\"from\":{\"id\":7},\"text\":\"/start\"}";

  private final TestDatabase database = TestDatabase.fresh();

  @Test
  void whenThePollingProcessIsKilledAnotherAnswersThePersons(@TempDir Path reports)
      throws InterruptedException {
    try (FakeBotApi telegram = FakeBotApi.start()) {
      Process polling = TestMessagingWorker.startProcess(database, telegram, reports);
      try {
        await().atMost(Duration.ofSeconds(40)).until(() -> telegram.polls() == 1);
        try (ConfigurableApplicationContext standingBy =
            TestMessagingWorker.start(database, telegram, reports)) {
          // The stand-in goes on holding the dead one's question.
          await().during(Duration.ofMillis(500)).until(() -> telegram.polls() == 1);

          polling.destroyForcibly().waitFor();

          await().atMost(Duration.ofSeconds(8)).until(() -> telegram.polls() == 2);
          telegram.personWrites(PERSON_SAYS_START);
          await().until(() -> telegram.calls("sendMessage").size() == 1);
        }
      } finally {
        polling.destroyForcibly();
      }
    }
  }
}
