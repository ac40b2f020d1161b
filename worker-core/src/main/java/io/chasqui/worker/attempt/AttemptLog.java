package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.worker.Provider;
import io.chasqui.worker.attempt.NextStep.End;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes the one line that an attempt has, with what a machine looks for as fields. A provider's
 * words are masked before they come here.
 */
final class AttemptLog implements AttemptListener {

  private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

  private final ClaimedDelivery delivery;
  private Provider provider;

  AttemptLog(ClaimedDelivery delivery, Provider provider) {
    this.delivery = delivery;
    this.provider = provider;
  }

  @Override
  public void turns(Outcome.ChannelFault fault, Duration peersTime, ProviderCircuitBreaker next) {
    boolean needsAPerson = fault.pause() == null;
    log.atLevel(needsAPerson ? Level.ERROR : Level.INFO)
        .addKeyValue("channel", delivery.channel().name())
        .addKeyValue("code", fault.code())
        .log(
            "{} attempt {}: {} is at fault, {}; {} gets it{}",
            delivery.channel(),
            delivery.attempt(),
            provider.key(),
            fault.code(),
            next.provider().key(),
            needsAPerson ? ". " + provider.key() + " needs a person" : "");
    provider = next.provider();
  }

  @Override
  public void staysWith(ProviderCircuitBreaker other) {
    provider = other.provider();
  }

  @Override
  public void ended(FinishedAttempt attempt) {
    Outcome outcome = attempt.outcome();
    NextStep next = attempt.next();
    long millis = attempt.duration().toMillis();
    boolean needsAPerson = outcome instanceof Outcome.ChannelFault fault && fault.pause() == null;
    LoggingEventBuilder line =
        log.atLevel(needsAPerson ? Level.ERROR : gaveUp(next) ? Level.WARN : Level.INFO)
            .addKeyValue("channel", delivery.channel().name())
            .addKeyValue("outcome", outcome.kind().name())
            .addKeyValue("durationMillis", millis);
    line = withKnown(line, "code", outcome.code());
    line = withKnown(line, "providerMessageId", providerMessageId(outcome));
    line = withKnown(line, "providerAnswer", outcome.detail());
    line.log(
        "{} attempt {}: {}{} in {} ms; next: {}{}{}",
        delivery.channel(),
        delivery.attempt(),
        outcome.kind(),
        behind(" ", outcome.code()),
        millis,
        next.words(),
        behind("; answer: ", outcome.detail()),
        needsAPerson ? ". " + provider.key() + " needs a person" : "");
  }

  private static boolean gaveUp(NextStep next) {
    return next instanceof End end && end.status() != DeliveryStatus.DELIVERED;
  }

  private static @Nullable String providerMessageId(Outcome outcome) {
    return outcome instanceof Outcome.Delivered delivered ? delivered.providerMessageId() : null;
  }

  private static LoggingEventBuilder withKnown(
      LoggingEventBuilder line, String key, @Nullable String value) {
    return value == null ? line : line.addKeyValue(key, value);
  }

  private static String behind(String mark, @Nullable String words) {
    return words == null ? "" : mark + words;
  }
}
