package io.chasqui.messaging.telegram.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.PhoneSettings;
import io.chasqui.messaging.FakeBotApi;
import io.chasqui.messaging.telegram.TelegramApi;
import io.chasqui.messaging.telegram.TelegramSettings;
import io.chasqui.messaging.telegram.TestTelegram;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BotPollerIT {

  private static final TestDatabase database = TestDatabase.fresh();

  private final FakeBotApi telegram = FakeBotApi.start();
  private final List<BotPoller> pollers = new ArrayList<>();

  @AfterEach
  void stop() {
    pollers.forEach(BotPoller::stop);
    telegram.close();
  }

  @Test
  void answersThePersonsOneAfterTheOther() {
    startPoller();
    telegram.personWrites(privateMessage(7, "/start"));
    telegram.personWrites("{\"chat\":{\"id\":-5,\"type\":\"group\"},\"text\":\"/start\"}");
    telegram.personWrites("{}");
    telegram.personWrites(privateMessage(8, "hello"));

    await().until(() -> telegram.calls("sendMessage").size() == 2);

    assertThat(telegram.calls("sendMessage"))
        .extracting(call -> call.field("chat_id"))
        .containsExactly("7", "8");
    assertThat(telegram.calls("sendMessage").get(0).field("reply_markup"))
        .contains("request_contact");
  }

  @Test
  void confirmsWhatItHasReadAndThenAsksForTheOldest() {
    List<String> offsets = new CopyOnWriteArrayList<>();
    for (MockResponse answer :
        List.of(
            FakeBotApi.news(),
            FakeBotApi.news("{\"update_id\":900}", "{\"update_id\":901}"),
            FakeBotApi.news(),
            FakeBotApi.news("{\"update_id\":5}"))) {
      telegram.next(
          "getUpdates",
          call -> {
            offsets.add(call.field("offset"));
            return Optional.of(answer);
          });
    }

    startPoller();

    await().untilAsserted(() -> assertThat(offsets).containsExactly("0", "0", "902", "0"));
  }

  @Test
  void aReplyThatFailsIsDropped() {
    telegram.next("sendMessage", FakeBotApi.refusal(403, "Forbidden: bot was blocked"));
    startPoller();
    telegram.personWrites(privateMessage(7, "/start"));
    telegram.personWrites(privateMessage(8, "/start"));

    await().until(() -> telegram.calls("sendMessage").size() == 2);
  }

  @Test
  void onePollsAtATimeAndTheOtherTakesOverWhenItStops() {
    startPoller();
    await().until(() -> telegram.polls() == 1);
    startPoller();
    await().during(Duration.ofMillis(800)).until(() -> telegram.mostPolls() == 1);

    pollers.get(0).stop();
    telegram.personWrites(privateMessage(7, "/start"));

    await().atMost(Duration.ofSeconds(6)).until(() -> telegram.calls("sendMessage").size() == 1);
  }

  @Test
  void anotherTakesOverWhenThePollersSessionEnds() {
    startPoller();
    await().until(() -> telegram.polls() == 1);
    int sessions =
        database
            .jdbc()
            .sql(
                """
                SELECT pg_terminate_backend(pid) FROM pg_locks
                WHERE locktype = 'advisory' AND granted
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """)
            .query(Boolean.class)
            .list()
            .size();
    assertThat(sessions).isEqualTo(1);

    startPoller();

    // The first still holds its last question, which the real Bot API would end with 409.
    await().atMost(Duration.ofSeconds(5)).until(() -> telegram.polls() == 2);
    telegram.personWrites(privateMessage(7, "/start"));
    await().until(() -> telegram.polls() == 1);
  }

  @Test
  void aConflictIsToldOnceWithWhatToDoAndThenOvercome(CapturedOutput output) {
    telegram.next("getUpdates", FakeBotApi.refusal(409, "Conflict: webhook is active"));
    telegram.next("getUpdates", FakeBotApi.refusal(409, "Conflict: webhook is active"));
    startPoller();
    telegram.personWrites(privateMessage(7, "/start"));

    await().atMost(Duration.ofSeconds(8)).until(() -> telegram.calls("sendMessage").size() == 1);

    assertThat(
            output
                .toString()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains("deleteWebhook")))
        .hasSize(1);
    assertThat(output).doesNotContain(FakeBotApi.TOKEN);
    assertThat(telegram.calls("deleteWebhook")).isEmpty();
  }

  @Test
  void stopsPromptlyInTheMiddleOfAQuestion() {
    startPoller();
    await().until(() -> telegram.polls() == 1);
    long startedAt = System.nanoTime();

    pollers.get(0).stop();

    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
    assertThat(pollers.get(0).isRunning()).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("telegram-poller"));
  }

  private void startPoller() {
    TelegramSettings settings = TestTelegram.settings(telegram.url());
    TelegramApi api = TelegramApi.forPolling(settings, new ObjectMapper());
    Conversation conversation =
        new Conversation(
            TestTelegram.contacts(database.jdbc()),
            new PhoneNumbers(new PhoneSettings(null)),
            TestChats.stopped(database.jdbc()));
    BotPoller poller =
        new BotPoller(
            database.dataSource(),
            FakeBotApi.BOT_ID,
            api,
            new UpdateReader(api, conversation, settings.polling().pollTimeout()),
            true);
    pollers.add(poller);
    poller.start();
  }

  private static String privateMessage(long from, String text) {
    return "{\"chat\":{\"id\":%d,\"type\":\"private\"},\"from\":{\"id\":%d},\"text\":\"%s\"}"
        .formatted(from, from, text);
  }
}
