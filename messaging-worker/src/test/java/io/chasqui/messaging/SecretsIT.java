package io.chasqui.messaging;

import static io.chasqui.testing.DeliveryEnds.awaitEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The token and what is private of a message are seen by Telegram alone. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

  private static final String SECRET = FakeBotApi.TOKEN.split(":")[1];
  private static final String TEXT = "canary-text";
  private static final String NUMBER = "79995550077";

  private static final TestDatabase database = TestDatabase.fresh();

  @Test
  void stayOutOfLogsTablesAndMetricsWhateverFails(@TempDir Path reports, CapturedOutput output)
      throws Exception {
    try (FakeBotApi telegram = FakeBotApi.start();
        ConfigurableApplicationContext worker =
            TestMessagingWorker.start(database, telegram, reports, "logging.level.root=debug")) {
      TestMessagingWorker.storeReport(reports, "report-1", "canary");
      List<MockResponse> failures =
          List.of(
              FakeBotApi.refusal(401, "Unauthorized " + FakeBotApi.TOKEN),
              FakeBotApi.refusal(403, "Forbidden " + FakeBotApi.TOKEN),
              FakeBotApi.page(302),
              FakeBotApi.page(502),
              FakeBotApi.hangUp());
      Deliveries deliveries = worker.getBean(Deliveries.class);
      for (MockResponse failure : failures) {
        telegram.next("sendDocument", failure);
        assertThat(awaitEnd(deliveries, deliveries.schedule(delivery())).attempts()).isNotEmpty();
      }
      telegram.next("sendMessage", FakeBotApi.hangUp());
      telegram.personWrites(
          """
          {"chat":{"id":4242,"type":"private"},"from":{"id":4242},
           "contact":{"phone_number":"%s","user_id":4242}}
          """
              .formatted(NUMBER));
      await().until(() -> output.getOut().contains("A reply of the bot was dropped"));

      assertThat(metrics(worker)).contains("chasqui_attempt").doesNotContain(SECRET);
    }

    assertThat(output.getAll()).doesNotContain(SECRET).doesNotContain(TEXT).doesNotContain(NUMBER);
    assertThat(stored("SELECT jobasjson FROM jobrunr_jobs"))
        .isNotEmpty()
        .noneMatch(job -> job.contains(SECRET) || job.contains(TEXT));
    assertThat(stored("SELECT delivery_attempt::text FROM delivery_attempt"))
        .hasSizeGreaterThan(5)
        .noneMatch(attempt -> attempt.contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "canary-secret", "123456:canary-secret", "canary-secret:canary"})
  void aTokenThatCannotBeOneStopsTheStartAndIsNotShown(String token, CapturedOutput output) {
    Throwable failure =
        catchThrowable(() -> startWith("chasqui.telegram.bot-token=" + token).close());

    assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
        .isInstanceOf(InvalidSetting.class);
    assertThat(output).contains("chasqui.telegram.bot-token is not").doesNotContain("canary");
    assertThat(failure.toString()).doesNotContain("canary");
  }

  @Test
  void anAddressThatHoldsATokenStopsTheStartAndIsNotShown(CapturedOutput output) {
    Throwable failure =
        catchThrowable(
            () -> startWith("chasqui.telegram.api-base-url=ftp://x/bot1:canary-secret").close());

    assertThat(failure).hasRootCauseInstanceOf(InvalidSetting.class);
    assertThat(output).contains("chasqui.telegram.api-base-url is not").doesNotContain("canary");
  }

  @Test
  void aDurationOutOfRangeStopsTheStartWithItsKey(CapturedOutput output) {
    Throwable failure =
        catchThrowable(() -> startWith("chasqui.telegram.request-timeout=1ms").close());

    assertThat(failure).isNotNull();
    assertThat(output).contains("chasqui.telegram.request-timeout");
  }

  private ConfigurableApplicationContext startWith(String setting) {
    try (FakeBotApi telegram = FakeBotApi.start()) {
      return TestMessagingWorker.start(database, telegram, Path.of("target/reports"), setting);
    }
  }

  private static DeliveryRequest delivery() {
    return TestDeliveries.to(Channel.TELEGRAM, new TelegramChat("1001"))
        .withMessage(TEXT)
        .withOnUnknown(OnUnknown.HOLD)
        .build();
  }

  private static String metrics(ConfigurableApplicationContext worker) throws Exception {
    String port = worker.getEnvironment().getProperty("local.server.port");
    Request request =
        new Request.Builder().url("http://127.0.0.1:" + port + "/actuator/prometheus").build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.body().string();
    }
  }

  private static List<String> stored(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }
}
