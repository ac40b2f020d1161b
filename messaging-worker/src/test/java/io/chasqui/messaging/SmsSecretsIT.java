package io.chasqui.messaging;

import static io.chasqui.testing.TestDeliveries.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Tokens, passwords, phone numbers and texts are seen by the gateways alone. */
@ExtendWith(OutputCaptureExtension.class)
class SmsSecretsIT {

  private static final String TOKEN = "canary-token-4711";
  private static final String PASSWORD = "canary-password-4711";
  private static final String TEXT = "canary-text";
  private static final String DIGITS = "79995550077";
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Where a gateway's words could get to, and what everybody with a key of the scope read sees. */
  private static final List<String> TABLES =
      List.of(
          "jobrunr_jobs",
          "delivery_attempt",
          "channel_health",
          "channel_pause",
          "event_outbox",
          "alert");

  private final TestDatabase database = TestDatabase.fresh();

  /** Each of them says again what it was told. */
  @Test
  void stayOutOfLogsTablesAndMetricsWhateverGatewaysAnswer(CapturedOutput output)
      throws IOException {
    try (MockWebServer main = new MockWebServer();
        MockWebServer backup = new MockWebServer()) {
      main.start();
      backup.start();
      try (ConfigurableApplicationContext worker = start(main, backup)) {
        for (MockResponse failure :
            List.of(
                answer(500, TOKEN),
                answer(400, TOKEN),
                answer(200, TOKEN),
                answer(302, TOKEN),
                cut(),
                answer(401, TOKEN))) {
          main.enqueue(failure);
          backup.enqueue(answer(401, PASSWORD));
          awaitAttempt(worker);
        }
        assertThat(metrics(worker)).contains("chasqui_attempt").satisfies(SmsSecretsIT::isClean);
      }
    }
    assertThat(output.getAll()).contains("AUTHENTICATION_FAILED").satisfies(SmsSecretsIT::isClean);
    for (String table : TABLES) {
      assertThat(
              database.jdbc().sql("SELECT t::text FROM " + table + " t").query(String.class).list())
          .as(table)
          .allSatisfy(SmsSecretsIT::isClean);
    }
    assertThat(database.count("delivery_attempt WHERE detail IS NOT NULL")).isGreaterThan(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chasqui.sms.gateway.main.url=http://canary-token@127.0.0.1/",
        "chasqui.sms.gateway.main.url=http://127.0.0.1/?token=canary-token",
        "chasqui.sms.gateway.main.type=canary-token"
      })
  void aSettingThatCannotBeUsedStopsTheStartAndShowsNone(String setting, CapturedOutput output) {
    Throwable failure =
        catchThrowable(
            () ->
                TestMessagingWorker.startWith(
                        database,
                        "chasqui.sms.gateways=main",
                        "chasqui.sms.gateway.main.type=probe",
                        "chasqui.sms.gateway.main.url=http://127.0.0.1/",
                        "chasqui.sms.gateway.main.token=" + TOKEN,
                        setting)
                    .close());

    assertThat(failure).isNotNull();
    assertThat(output.getAll()).contains("chasqui.sms.gateway.main").doesNotContain(TOKEN);
    if (setting.contains("url")) {
      assertThat(output.getAll() + failure).doesNotContain("canary");
    }
  }

  private ConfigurableApplicationContext start(MockWebServer main, MockWebServer backup) {
    return TestMessagingWorker.startWith(
        database,
        "logging.level.root=debug",
        "chasqui.sms.gateways=main,backup",
        "chasqui.sms.gateway.main.type=probe",
        "chasqui.sms.gateway.main.url=" + main.url("/v1"),
        "chasqui.sms.gateway.main.token=" + TOKEN,
        "chasqui.sms.gateway.backup.type=twilio",
        "chasqui.sms.gateway.backup.url=" + backup.url("/"),
        "chasqui.sms.gateway.backup.account=AC1",
        "chasqui.sms.gateway.backup.password=" + PASSWORD,
        "chasqui.sms.gateway.backup.from=+15005550006",
        "chasqui.sms.retry-schedule=1h");
  }

  private static void awaitAttempt(ConfigurableApplicationContext worker) {
    Deliveries deliveries = worker.getBean(Deliveries.class);
    DeliveryId id =
        deliveries.schedule(
            to(Channel.SMS, new PhoneNumber("+" + DIGITS))
                .withMessage(TEXT)
                .withoutReport()
                .withOnUnknown(OnUnknown.HOLD)
                .build());
    await()
        .atMost(SOON)
        .until(
            () ->
                !deliveries
                    .find(id)
                    .orElseThrow()
                    .status()
                    .name()
                    .matches("SCHEDULED|QUEUED|SENDING"));
  }

  private static void isClean(String text) {
    assertThat(text).doesNotContain(TOKEN, PASSWORD, TEXT, DIGITS);
  }

  private static MockResponse answer(int status, String secret) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(
            """
            {"code": 7, "message": "no %s for +%s (%s)"}
            """
                .formatted(secret, DIGITS, DIGITS))
        .build();
  }

  private static MockResponse cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  private static String metrics(ConfigurableApplicationContext worker) throws IOException {
    String port = worker.getEnvironment().getProperty("local.server.port");
    Request request =
        new Request.Builder().url("http://127.0.0.1:" + port + "/actuator/prometheus").build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.body().string();
    }
  }
}
