package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import io.chasqui.platform.config.InvalidSetting;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people are not to be disturbed who did not say it.
 *
 * @param quietHours a channel and its quiet hours by the recipient's clock, {@code SMS
 *     23:00-07:00}, with commas between several; empty: there are none. See
 *     docs/recipients.md#quiet-hours
 */
@ConfigurationProperties("chasqui.notifications")
public record QuietHoursSettings(@DefaultValue("SMS 23:00-07:00") List<String> quietHours) {

  private static final Pattern ENTRY =
      Pattern.compile("([A-Za-z]+) +([0-9]{2}:[0-9]{2}) *- *([0-9]{2}:[0-9]{2})");

  /**
   * @throws InvalidSetting when an entry is none, or a channel has two
   */
  public QuietHoursSettings {
    quietHours = quietHours.stream().map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    byChannel(quietHours);
  }

  /** The quiet hours of the channels that have some. */
  public Map<Channel, QuietHours> byChannel() {
    return byChannel(quietHours);
  }

  private static Map<Channel, QuietHours> byChannel(List<String> entries) {
    Map<Channel, QuietHours> byChannel = new EnumMap<>(Channel.class);
    for (String entry : entries) {
      Matcher parts = ENTRY.matcher(entry);
      Optional<Channel> channel = parts.matches() ? channel(parts.group(1)) : Optional.empty();
      Optional<QuietHours> hours = channel.flatMap(one -> hours(parts.group(2), parts.group(3)));
      if (hours.isEmpty() || byChannel.put(channel.get(), hours.get()) != null) {
        throw new InvalidSetting(
            "chasqui.notifications.quiet-hours",
            "has an entry that is no channel with its hours, or two of one channel.",
            "Set it to entries like SMS 23:00-07:00 with commas between, channels being EMAIL,"
                + " TELEGRAM, SMS, PUSH and WEBHOOK, or to nothing.");
      }
    }
    return Collections.unmodifiableMap(byChannel);
  }

  private static Optional<Channel> channel(String word) {
    return Arrays.stream(Channel.values())
        .filter(channel -> channel.name().equalsIgnoreCase(word))
        .findFirst();
  }

  private static Optional<QuietHours> hours(String from, String to) {
    try {
      return Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(to)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
