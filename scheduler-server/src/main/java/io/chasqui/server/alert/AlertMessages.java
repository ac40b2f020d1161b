package io.chasqui.server.alert;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.delivery.Recipient;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TextCut;
import io.chasqui.server.request.FieldLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells people of alerts by deliveries like any other: they are stored with the alert, wait while
 * their channel does not work, and are given up after a day.
 */
final class AlertMessages implements AlertListener {

  private static final Duration WANTED_FOR = Duration.ofDays(1);

  /** A peer that is at fault is what alerts are about: they are tried for longer than others. */
  private static final RetrySchedule WAITS =
      new RetrySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofHours(1),
              Duration.ofHours(3),
              Duration.ofHours(6)));

  private final AlertSettings settings;
  private final AlertTexts texts;
  private final Deliveries deliveries;
  private final Clock clock;

  AlertMessages(AlertSettings settings, AlertTexts texts, Deliveries deliveries, Clock clock) {
    this.settings = settings;
    this.texts = texts;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public void changed(Alert alert) {
    Instant now = clock.instant();
    deliveries.scheduleAll(
        Stream.concat(
                settings.email().stream().map(address -> email(alert, address, now)),
                settings.telegram().stream().map(chat -> telegram(alert, chat, now)))
            .toList());
  }

  private NewDelivery email(Alert alert, String address, Instant now) {
    return new NewDelivery(
        correlationId(alert),
        Channel.EMAIL,
        Recipient.emailAddress(address),
        // The name of a channel alone may be as long.
        TextCut.toWithEllipsis(texts.title(alert), FieldLimits.SUBJECT),
        texts.body(alert),
        null,
        null,
        OnUnknown.RESEND,
        now,
        now.plus(WANTED_FOR),
        WAITS);
  }

  private NewDelivery telegram(Alert alert, String chat, Instant now) {
    return new NewDelivery(
        correlationId(alert),
        Channel.TELEGRAM,
        Recipient.chatId(chat),
        null,
        texts.title(alert) + "\n\n" + texts.body(alert),
        null,
        null,
        OnUnknown.HOLD,
        now,
        now.plus(WANTED_FOR),
        WAITS);
  }

  private static CorrelationId correlationId(Alert alert) {
    return new CorrelationId("alert-" + alert.id() + (alert.isOpen() ? "-raised" : "-resolved"));
  }
}
