package io.chasqui.server.status.alert;

import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TextCut;
import io.chasqui.platform.http.PublicAddress;
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

  private static final String ORIGIN = "ALERT";

  /** Where the console has the page of each. */
  private static final String PAGES = "/console/alerts/";

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

  private final List<EmailAddress> addresses;
  private final List<TelegramChat> chats;
  private final AlertTexts texts;
  private final PublicAddress server;
  private final Deliveries deliveries;
  private final Clock clock;

  AlertMessages(
      AlertSettings settings,
      AlertTexts texts,
      PublicAddress server,
      Deliveries deliveries,
      Clock clock) {
    this.addresses = settings.addresses();
    this.chats = settings.chats();
    this.texts = texts;
    this.server = server;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public void changed(Alert alert) {
    Instant now = clock.instant();
    deliveries.scheduleAll(
        Stream.concat(
                addresses.stream().map(address -> email(alert, address, now)),
                chats.stream().map(chat -> telegram(alert, chat, now)))
            .toList());
  }

  private DeliveryRequest email(Alert alert, EmailAddress address, Instant now) {
    // The name of a channel alone may be as long.
    String subject = TextCut.toWithEllipsis(texts.title(alert), FieldLimits.SUBJECT);
    return about(alert, now, DeliveryRequest.email(address))
        .subject(subject)
        .message(body(alert))
        .build();
  }

  private DeliveryRequest telegram(Alert alert, TelegramChat chat, Instant now) {
    return about(alert, now, DeliveryRequest.telegram(chat))
        .message(texts.title(alert) + "\n\n" + body(alert))
        .build();
  }

  /** With the address of its page, if the server knows its own. */
  private String body(Alert alert) {
    return texts.body(alert) + server.of(PAGES + alert.id()).map(texts::link).orElse("");
  }

  private static DeliveryRequest.Builder about(
      Alert alert, Instant now, DeliveryRequest.Builder message) {
    return message
        .origin(new Origin(ORIGIN, alert.id()))
        .correlationId(new CorrelationId(alert.id().toString()))
        .at(now)
        .expiresAt(now.plus(WANTED_FOR))
        .waits(WAITS);
  }
}
