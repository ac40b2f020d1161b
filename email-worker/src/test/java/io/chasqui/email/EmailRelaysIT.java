package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole worker with two relays, of which the preferred one may do what it should not. */
class EmailRelaysIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final ScriptedSmtpServer main = new ScriptedSmtpServer();
  private static GreenMail backup;
  private static TestEmailWorker worker;

  @BeforeAll
  static void start(@TempDir Path reports) throws IOException {
    backup = TestGreenMail.smtp();
    worker =
        TestEmailWorker.start(
            reports,
            1,
            Map.of(
                "chasqui.email.relays", "main,backup",
                "chasqui.email.relay.main.port", String.valueOf(main.port()),
                "chasqui.email.relay.backup.port", String.valueOf(backup.getSmtp().getPort()),
                "chasqui.email.read-timeout", "500ms",
                "chasqui.email.attempt-timeout", "3s",
                "chasqui.email.channel-fault-pause", "200ms",
                "chasqui.email.unknown-resend-after", "100ms"));
    worker.store("report-1");
  }

  @AfterAll
  static void stop() {
    worker.close();
    main.close();
    backup.stop();
  }

  /** And the breaker of the preferred one is closed, with successes behind it. */
  @BeforeEach
  void allWorks() {
    main.reset();
    worker.database.jdbc().sql("DELETE FROM channel_pause").update();
    await()
        .atMost(Duration.ofSeconds(45))
        .until(
            () -> {
              worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);
              return main.messages().size() >= 6;
            });
    main.reset();
    takenByBackup = backup.getReceivedMessages().length;
  }

  private int takenByBackup;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT RESET",
        "CONNECT HANG",
        "CONNECT 554 5.3.2 go away",
        "EHLO DRIP",
        "MAIL CLOSE"
      })
  void theSameAttemptGoesOnWithTheNextOne(String fault) {
    int verb = fault.indexOf(' ');
    main.always(fault.substring(0, verb), fault.substring(verb + 1));
    main.dropConnections();

    DeliveryView delivery =
        worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);

    assertThat(delivery.attempts()).hasSize(1);
    AttemptView attempt = delivery.attempts().get(0);
    assertThat(attempt.provider()).isEqualTo(key(backup.getSmtp().getPort()));
    assertThat(attempt.detail())
        .startsWith(key(main.port()) + ": ")
        .contains("; " + key(backup.getSmtp().getPort()) + ": accepted");
    assertThat(main.messages()).isEmpty();
    assertThat(byBackup()).isOne();
  }

  @Test
  void oneThatMayHaveTheMailKeepsItThoughTheNextOneWorks() {
    main.once(".", ScriptedSmtpServer.RESET);

    DeliveryView delivery =
        worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);

    assertThat(TestEmailWorker.outcomes(delivery))
        .containsExactly(AttemptOutcome.UNKNOWN, AttemptOutcome.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::provider)
        .containsOnly(key(main.port()));
    assertThat(byBackup()).isZero();
  }

  @Test
  void whatIsTheRecipientsFaultGoesToNoOther() {
    main.once("RCPT", "550 5.1.1 no such user");

    DeliveryView delivery = worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.FAILED);

    assertThat(delivery.attempts()).hasSize(1);
    assertThat(byBackup()).isZero();
  }

  @Test
  void trafficMovesWhenHalfFailAndMovesBackByItself() {
    main.always("CONNECT", ScriptedSmtpServer.RESET);
    main.dropConnections();
    await()
        .atMost(SOON)
        .until(
            () -> {
              worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);
              return isOpen();
            });
    int connections = main.connections();

    DeliveryId moved = worker.schedule("report-1");

    AttemptView attempt = worker.awaitStatus(moved, DeliveryStatus.DELIVERED).attempts().get(0);
    assertThat(attempt.provider()).isEqualTo(key(backup.getSmtp().getPort()));
    assertThat(attempt.detail()).as("the first is not asked").doesNotContain(key(main.port()));
    assertThat(main.connections()).isEqualTo(connections);

    main.reset();
    await()
        .atMost(SOON)
        .until(
            () -> {
              worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);
              return main.messages().size() > 1;
            });
    await().atMost(SOON).until(() -> breakerOfMain().equals("CLOSED"));
  }

  private int byBackup() {
    return backup.getReceivedMessages().length - takenByBackup;
  }

  private static boolean isOpen() {
    return worker
            .context
            .getBean(MeterRegistry.class)
            .get("chasqui.channel.state")
            .tag("channel_key", key(main.port()))
            .tag("state", "open")
            .gauge()
            .value()
        == 1;
  }

  private static String breakerOfMain() {
    return worker
        .database
        .jdbc()
        .sql("SELECT breaker FROM channel_health WHERE channel_key = :key AND place = 0")
        .param("key", key(main.port()))
        .query(String.class)
        .single();
  }

  private static String key(int port) {
    return "smtp:localhost:" + port;
  }
}
