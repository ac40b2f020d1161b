package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import io.chasqui.platform.CorrelationId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole workers, and a mail server that is to be given ten mails a second. */
class EmailRateIT {

  private static final int MAILS = 35;
  private static final Map<String, String> TEN_A_SECOND = Map.of("chasqui.email.rate", "10");

  /** Really waits: that time passes is the subject. */
  @Test
  void bothTogetherKeepToTheRateAndLoseNoAttempt(@TempDir Path reports) {
    try (ScriptedSmtpServer mail = new ScriptedSmtpServer();
        TestEmailWorker one = TestEmailWorker.start(reports, mail.port(), TEN_A_SECOND);
        TestEmailWorker other = one.twin(mail.port(), TEN_A_SECOND)) {
      one.deliveries()
          .scheduleAll(IntStream.range(0, MAILS).mapToObj(EmailRateIT::delivery).toList());

      await().atMost(Duration.ofSeconds(20)).until(() -> mail.messages().size() == MAILS);

      assertThat(mostInASecond(one)).isBetween(8L, 12L);
      assertThat(one.database.count("delivery_attempt")).isEqualTo(MAILS);
      assertThat(other.deliveries()).isNotNull();
    }
  }

  private static DeliveryRequest delivery(int i) {
    return DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
        .origin(Origin.REQUEST)
        .correlationId(new CorrelationId("mail-" + i))
        .subject("Hello")
        .message("Hello")
        .at(Instant.now())
        .build();
  }

  /** Attempts are written as they are taken from the queue. */
  private static long mostInASecond(TestEmailWorker worker) {
    return worker
        .database
        .jdbc()
        .sql(
            """
            SELECT max(n) FROM (
              SELECT count(*) OVER (
                ORDER BY started_at RANGE BETWEEN CURRENT ROW AND interval '990 ms' FOLLOWING) AS n
              FROM delivery_attempt) AS seconds
            """)
        .query(Long.class)
        .single();
  }
}
