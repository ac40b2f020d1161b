package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.ReceiptStatus;
import io.chasqui.contract.delivery.ReceiptView;
import io.chasqui.delivery.FailureCode;
import io.chasqui.server.console.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of a delivery what whoever opens its page wants to know: where it is, what is certain and
 * what is not, and what happens when.
 */
final class Answer {

  private static final String KEY = "console.answer.";

  private final DeliveryView delivery;
  private final Words words;
  private final Instant now;
  private final @Nullable AttemptView last;

  private Answer(DeliveryView delivery, Words words, Instant now) {
    this.delivery = delivery;
    this.words = words;
    this.now = now;
    List<AttemptView> attempts = delivery.attempts();
    this.last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }

  /** In one to three sentences. */
  static String of(DeliveryView delivery, Words words, Instant now) {
    return new Answer(delivery, words, now).text();
  }

  /**
   * Whether the message may be with its recipient though nobody knows: an attempt was cut off after
   * the last byte.
   */
  static boolean mayHaveArrived(DeliveryView delivery) {
    return delivery.status() == DeliveryStatus.UNCERTAIN
        || delivery.attempts().stream().anyMatch(Answer::mayHaveArrived);
  }

  private static boolean mayHaveArrived(AttemptView attempt) {
    return attempt.outcome() == AttemptOutcome.UNKNOWN
        || attempt.outcome() == null && attempt.phase() == AttemptPhase.TRANSMITTING;
  }

  private String text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(where());
    certainty().ifPresent(sentences::add);
    next().ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  private String where() {
    return switch (delivery.status()) {
      case SCHEDULED -> scheduled();
      case QUEUED -> say("queued", words.moment(due()));
      case SENDING -> sending();
      case RETRYING -> retrying();
      case DELIVERED -> delivered();
      case FAILED -> failed();
      case CANCELLED -> say("cancelled", ended());
      case EXPIRED -> expired();
      case SUPPRESSED -> say("suppressed", code());
      case UNCERTAIN -> say("uncertain", ended());
    };
  }

  private String scheduled() {
    return due().isAfter(now)
        ? say("scheduled", words.moment(due()), words.from(now, due()))
        : say("due", words.moment(due()));
  }

  private String sending() {
    return last != null && last.phase() == AttemptPhase.TRANSMITTING
        ? say("transmitting", words.clock(last.startedAt()))
        : say("sending", last == null ? words.clock(now) : words.clock(last.startedAt()));
  }

  private String retrying() {
    if (last == null || last.outcome() == null) {
      return say("putOff");
    }
    return switch (last.outcome()) {
      case CHANNEL_FAULT -> say("channelFault", tried(), code());
      case UNKNOWN -> say("lineBroke", tried());
      default -> say("refusedForNow", tried(), code());
    };
  }

  private String delivered() {
    ReceiptView receipt = delivery.receipt();
    if (receipt != null && receipt.status() == ReceiptStatus.RECEIVED) {
      return say("received", ended(), words.moment(receipt.at()));
    }
    return last != null && last.outcome() == AttemptOutcome.DELIVERED
        ? say("delivered", ended())
        : say("confirmed", ended());
  }

  private String failed() {
    if (FailureCode.UNDELIVERED.equals(delivery.failureCode())) {
      return say("undelivered", ended());
    }
    if (last == null) {
      return say("failedUntried", ended(), code());
    }
    return last.outcome() == AttemptOutcome.PERMANENT_FAILURE
        ? say("refused", ended(), code())
        : say("gaveUp", ended(), tried(), code());
  }

  private String expired() {
    Instant deadline = Objects.requireNonNullElse(delivery.expiresAt(), due());
    return last == null
        ? say("expiredUntried", words.moment(deadline))
        : say("expired", words.moment(deadline), tried());
  }

  /** Only where the sentence before has not said it. */
  private Optional<String> certainty() {
    boolean isSaid =
        switch (delivery.status()) {
          case DELIVERED, UNCERTAIN, SENDING -> true;
          case RETRYING -> last != null && last.outcome() == AttemptOutcome.UNKNOWN;
          case FAILED -> FailureCode.UNDELIVERED.equals(delivery.failureCode());
          default -> false;
        };
    return isSaid ? Optional.empty() : Optional.of(say(known()));
  }

  /** The end of the key of what is known. */
  private String known() {
    if (mayHaveArrived(delivery)) {
      return "mayHaveArrived";
    }
    List<AttemptView> attempts = delivery.attempts();
    if (attempts.stream().anyMatch(one -> one.outcome() == AttemptOutcome.DELIVERED)) {
      return "acceptedBefore";
    }
    boolean isAllBeforeTheLastByte =
        attempts.stream()
            .map(AttemptView::phase)
            .allMatch(phase -> phase == AttemptPhase.CLAIMED || phase == AttemptPhase.CONNECTED);
    return isAllBeforeTheLastByte ? "nothingSent" : "nothingTaken";
  }

  private Optional<String> next() {
    if (delivery.status() == DeliveryStatus.UNCERTAIN) {
      return Optional.of(say("decide"));
    }
    Instant at = delivery.nextAttemptAt();
    if (delivery.status() != DeliveryStatus.RETRYING || at == null) {
      return Optional.empty();
    }
    boolean isOnceMore = last != null && last.outcome() == AttemptOutcome.UNKNOWN;
    return Optional.of(
        say(isOnceMore ? onceMore() : "again", words.moment(at), words.from(now, at)));
  }

  private String onceMore() {
    return delivery.channel() == Channel.EMAIL ? "onceMoreEmail" : "onceMore";
  }

  private String tried() {
    return words.count(KEY + "tried", delivery.attempts().size());
  }

  private String code() {
    String code = delivery.failureCode();
    if (code == null && last != null) {
      code = last.code();
    }
    return code == null ? words.text(KEY + "noCode") : code;
  }

  private String ended() {
    return words.moment(Objects.requireNonNullElse(delivery.completedAt(), now));
  }

  private Instant due() {
    return Objects.requireNonNullElse(delivery.nextAttemptAt(), delivery.scheduledTime());
  }

  private String say(String key, Object... arguments) {
    return words.text(KEY + key, arguments);
  }
}
