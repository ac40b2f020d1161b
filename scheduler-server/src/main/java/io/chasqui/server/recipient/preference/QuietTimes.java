package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.QuietTime;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientSettings;
import io.chasqui.server.recipient.TimeZones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When which recipient is not to be disturbed: as they said, or else as the installation says. */
@Component
public class QuietTimes {

  private final Map<Channel, QuietHours> ofAll;
  private final ZoneId defaultZone;

  QuietTimes(QuietHoursSettings hours, RecipientSettings recipients) {
    this.ofAll = hours.byChannel();
    this.defaultZone = recipients.zone();
  }

  /** The quiet hours of a channel; empty when there are none. */
  public Optional<QuietHours> of(Preferences preferences, Channel channel) {
    return of(preferences.quietHours(), channel);
  }

  /**
   * What is stored with a delivery.
   *
   * @param zone the recipient's; null: none, or one that is not known
   */
  public Optional<QuietTime> of(
      @Nullable OwnQuietHours own, @Nullable String zone, Channel channel) {
    return of(own, channel)
        .map(hours -> new QuietTime(hours, zone == null ? defaultZone.getId() : zone));
  }

  private Optional<QuietHours> of(@Nullable OwnQuietHours own, Channel channel) {
    QuietHours hours =
        own != null && own.channels().contains(channel) ? own.hours() : ofAll.get(channel);
    return Optional.ofNullable(hours).filter(window -> !window.isEmpty());
  }

  /** Where a recipient's clock hangs; one that this JVM does not know any more is the default. */
  public ZoneId zone(RecipientProfile recipient) {
    String zone = recipient.timeZone();
    try {
      return zone == null ? defaultZone : TimeZones.rules(zone);
    } catch (DateTimeException e) {
      return defaultZone;
    }
  }

  /**
   * When somebody may be disturbed again.
   *
   * @return empty when they may be at this time
   */
  public Optional<Instant> end(
      RecipientProfile recipient, Preferences preferences, Channel channel, Instant at) {
    return of(preferences, channel).flatMap(hours -> hours.end(at, zone(recipient)));
  }
}
