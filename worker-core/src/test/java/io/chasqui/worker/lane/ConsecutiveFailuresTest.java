package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsecutiveFailuresTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long nanos;
  private final ConsecutiveFailures failures = new ConsecutiveFailures(() -> nanos);

  @BeforeEach
  void register() {
    failures.register("smtp:test:25", meters);
  }

  @Test
  void countsWhatTheChannelFails() {
    failures.ended(new Outcome.TemporaryFailure("SEND_FAILED", "451 later"));
    failures.ended(Outcome.ChannelFault.unreachable("refused"));
    failures.ended(new Outcome.Unknown("NO_ANSWER", null));

    assertThat(failures.count()).isEqualTo(3);
    assertThat(failures.lastCode()).isEqualTo("NO_ANSWER");
    assertThat(gauge()).isEqualTo(3);
  }

  @Test
  void aDeliveredMessageBeginsAnew() {
    failures.ended(Outcome.ChannelFault.unreachable("refused"));
    failures.ended(new Outcome.Delivered("1", null));

    assertThat(failures.count()).isZero();
    assertThat(failures.lastCode()).isNull();
    assertThat(gauge()).isZero();
  }

  @Test
  void aPeerThatRefusesEverythingForGoodFails() {
    failures.ended(new Outcome.PermanentFailure("MESSAGE_REJECTED", "554 5.7.1 not from you"));

    assertThat(failures.count()).isOne();
  }

  @Test
  void aRecipientThatDoesNotExistNeitherCountsNorBeginsAnew() {
    failures.ended(Outcome.ChannelFault.unreachable("refused"));
    failures.ended(new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550 no such user"));

    assertThat(failures.count()).isOne();
    assertThat(failures.lastCode()).isEqualTo("SEND_FAILED");
  }

  @Test
  void aFullMailboxNeitherCountsNorBeginsAnew() {
    failures.ended(Outcome.ChannelFault.unreachable("refused"));
    failures.ended(new Outcome.TemporaryFailure("MAILBOX_FULL", "452 4.2.2 over quota"));

    assertThat(failures.count()).isOne();
    assertThat(failures.lastCode()).isEqualTo("SEND_FAILED");
  }

  @Test
  void aPeerThatWantsLessAtOnceWorks() {
    failures.ended(
        new Outcome.ChannelFault(FailureCode.RATE_LIMITED, "429", Duration.ofSeconds(3)));

    assertThat(failures.count()).isZero();
  }

  @Test
  void itIsKnownForHowLongNothingWasDelivered() {
    Duration quarter = Duration.ofMinutes(15);
    nanos = quarter.toNanos();
    assertThat(failures.lastFor(quarter)).as("nothing was tried").isFalse();
    failures.ended(Outcome.ChannelFault.unreachable("refused"));
    nanos += quarter.toNanos();
    assertThat(failures.lastFor(quarter)).as("nothing was tried since").isFalse();

    failures.ended(Outcome.ChannelFault.unreachable("refused"));
    assertThat(failures.lastFor(quarter)).isTrue();
    assertThat(failures.lastFor(quarter.plusNanos(1))).isFalse();

    failures.ended(new Outcome.Delivered("1", null));
    assertThat(failures.lastFor(Duration.ZERO)).isFalse();
  }

  private double gauge() {
    return meters.get("chasqui.channel.consecutive.failures").gauge().value();
  }
}
