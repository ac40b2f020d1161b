package io.chasqui.server.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OriginView;
import io.chasqui.contract.delivery.ReceiptStatus;
import io.chasqui.contract.delivery.ReceiptView;
import io.chasqui.server.GoldenFile;
import io.chasqui.server.console.TestWords;
import io.chasqui.server.console.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sentence of each state after each attempt, in each language: the golden file is to be read.
 */
class AnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-30T17:00:00Z");
  private static final Instant DUE = NOW.minusSeconds(60);

  @Test
  void everyStateAfterEveryAttemptHasItsSentences() {
    StringBuilder all = new StringBuilder();
    for (String language : List.of("en", "es", "ru")) {
      Words words = TestWords.in(language);
      for (Case one : cases()) {
        all.append(language).append(' ').append(one.name).append(": ");
        all.append(Answer.of(one.delivery, words, NOW)).append('\n');
      }
    }

    new GoldenFile("console-answers.txt").isEqualTo(all.toString());
  }

  @ParameterizedTest
  @EnumSource(AttemptOutcome.class)
  void onlyAnAttemptThatWasCutOffMayHaveArrived(AttemptOutcome outcome) {
    DeliveryView delivery = delivery(DeliveryStatus.FAILED, Channel.EMAIL, outcome, null);

    assertThat(Answer.mayHaveArrived(delivery)).isEqualTo(outcome == AttemptOutcome.UNKNOWN);
  }

  @Test
  void whatIsNotCertainIsNeverCalledCertain() {
    for (Case one : cases()) {
      String said = Answer.of(one.delivery, TestWords.in("en"), NOW);
      if (Answer.mayHaveArrived(one.delivery)
          && one.delivery.status() != DeliveryStatus.DELIVERED) {
        assertThat(said).as(one.name).doesNotContain("Nothing was sent", "taken nothing");
      }
      if (one.delivery.attempts().stream()
          .anyMatch(attempt -> attempt.outcome() == AttemptOutcome.DELIVERED)) {
        assertThat(said).as(one.name).doesNotContain("Nothing was sent", "taken nothing");
      }
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (DeliveryStatus status : DeliveryStatus.values()) {
      cases.add(new Case(status + " untried", delivery(status, Channel.EMAIL, null, null)));
      for (AttemptOutcome outcome : AttemptOutcome.values()) {
        cases.add(new Case(status + " " + outcome, delivery(status, Channel.EMAIL, outcome, null)));
      }
    }
    cases.add(
        new Case(
            "RETRYING UNKNOWN of a webhook",
            delivery(DeliveryStatus.RETRYING, Channel.WEBHOOK, AttemptOutcome.UNKNOWN, null)));
    for (ReceiptStatus receipt : ReceiptStatus.values()) {
      DeliveryStatus status =
          receipt == ReceiptStatus.RECEIVED ? DeliveryStatus.DELIVERED : DeliveryStatus.FAILED;
      cases.add(
          new Case(
              status + " with a receipt " + receipt,
              delivery(status, Channel.SMS, AttemptOutcome.DELIVERED, receipt)));
    }
    return cases;
  }

  private static DeliveryView delivery(
      DeliveryStatus status,
      Channel channel,
      @Nullable AttemptOutcome outcome,
      @Nullable ReceiptStatus receipt) {
    boolean isTold = receipt == ReceiptStatus.UNDELIVERED;
    boolean hasCode = outcome != null && outcome != AttemptOutcome.DELIVERED;
    return new DeliveryView(
        new UUID(1, 1),
        "q3-2026",
        null,
        channel,
        status,
        "ana@example.com",
        null,
        null,
        null,
        null,
        null,
        new OriginView("REQUEST", null),
        "billing",
        DUE,
        status == DeliveryStatus.EXPIRED ? NOW.minusSeconds(5) : null,
        DUE.minusSeconds(300),
        status.isOpen() ? null : NOW.minusSeconds(4),
        null,
        status.isWaiting() ? NOW.plusSeconds(25) : null,
        isTold ? "UNDELIVERED" : hasCode ? "SEND_FAILED" : null,
        null,
        null,
        null,
        null,
        receipt == null ? null : new ReceiptView(receipt, NOW.minusSeconds(2), null),
        attempts(status, outcome));
  }

  private static List<AttemptView> attempts(
      DeliveryStatus status, @Nullable AttemptOutcome outcome) {
    if (outcome == null) {
      return List.of();
    }
    boolean isRunning = status == DeliveryStatus.SENDING;
    AttemptPhase phase =
        switch (outcome) {
          case UNKNOWN -> AttemptPhase.TRANSMITTING;
          case DELIVERED, PERMANENT_FAILURE -> AttemptPhase.ANSWERED;
          default -> AttemptPhase.CONNECTED;
        };
    return List.of(
        new AttemptView(
            1,
            DUE,
            isRunning ? null : DUE.plusSeconds(1),
            phase,
            isRunning ? null : outcome,
            "SEND_FAILED",
            null,
            "email-worker@host-1",
            null));
  }

  /** A delivery, and what is special with it. */
  private record Case(String name, DeliveryView delivery) {}
}
