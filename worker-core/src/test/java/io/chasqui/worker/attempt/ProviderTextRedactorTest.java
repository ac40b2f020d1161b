package io.chasqui.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.platform.CorrelationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTextRedactorTest {

  private final ProviderTextRedactor echoes = new ProviderTextRedactor(claimed(null));

  static ClaimedDelivery claimed(@Nullable RetrySchedule retrySchedule) {
    return new ClaimedDelivery(
        new DeliveryId(new UUID(0, 1)),
        new CorrelationId("q3"),
        null,
        Channel.TELEGRAM,
        new StoredRecipient(Recipient.Kind.CHAT_ID, "4711"),
        "Rechnung für Ana Pérez",
        "Your code is\n<b>815-442-907</b>, do not tell",
        new CorrelationId("q3"),
        "ana-perez.pdf",
        OnUnknown.HOLD,
        retrySchedule,
        1,
        0,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "554 Subject: Rechnung für Ana Pérez is spam | 554 Subject: *** is spam",
        "554 RECHNUNG FÜR ANA PÉREZ | 554 ***",
        "can't parse: 815-442-907</b>, do | can't parse: ***",
        "552 ana-perez.pdf is forbidden | 552 *** is forbidden",
        "chat 4711 not found | chat *** not found",
        "550 5.1.1 no such user | 550 5.1.1 no such user",
        "your quota is full | your quota is full"
      })
  void takesOutWhatIsRepeated(String words, String kept) {
    assertThat(echoes.removedFrom(new PermanentFailure("X", words)).detail()).isEqualTo(kept);
  }

  @Test
  void leavesTheRestOfAnOutcomeAsItIs() {
    Duration wait = Duration.ofSeconds(3);
    String words = "to 4711";
    String kept = "to ***";

    assertThat(
            List.of(
                echoes.removedFrom(new Delivered("4711:9", words)),
                echoes.removedFrom(new TemporaryFailure("X", words, wait)),
                echoes.removedFrom(new PermanentFailure("X", words)),
                echoes.removedFrom(new ChannelFault("X", words, wait)),
                echoes.removedFrom(new Unknown("X", words)),
                echoes.removedFrom(new Delivered("4711:9", null))))
        .containsExactly(
            new Delivered("4711:9", kept),
            new TemporaryFailure("X", kept, wait),
            new PermanentFailure("X", kept),
            new ChannelFault("X", kept, wait),
            new Unknown("X", kept),
            new Delivered("4711:9", null));
  }
}
