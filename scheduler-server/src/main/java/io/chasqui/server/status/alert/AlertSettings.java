package io.chasqui.server.status.alert;

import io.chasqui.delivery.address.ConfiguredAddresses;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When alerts are raised, and who is told. With nobody to tell they are still kept, logged and
 * listed.
 *
 * @param email addresses that get a mail about each alert, with commas between; none by default.
 *     Name a chat too: a mail about a dead SMTP server waits for it. See docs/alerts.md
 * @param telegram chats that get a message about each alert, with commas between, by number or
 *     {@code @channel}; none by default
 * @param language of alerts' messages: {@code en}, {@code es} or {@code ru}
 * @param checkInterval time between two checks of one server, 100ms to 1h
 * @param consecutiveFailures more failed attempts of one worker in a row than this are an alert of
 *     the channel, 1 to 1,000,000
 * @param backlogAge a queue whose oldest due delivery is older than this is late, 1s to 365d;
 *     {@code /healthz} goes by it too
 * @param noWorkerAfter how long a queue may be without a worker before that is an alert, 0 to 1d
 * @param calm an alert is over when its condition was not seen for so long, 0 to 1d
 * @param quiet an alert that comes back within this time of its last message is told only after it,
 *     and so are further jobs that were set aside; 0 to 365d
 */
@Validated
@ConfigurationProperties("chasqui.alerts")
public record AlertSettings(
    @DefaultValue List<String> email,
    @DefaultValue List<String> telegram,
    @DefaultValue("en") @Pattern(regexp = "en|es|ru") String language,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(hours = 1) Duration checkInterval,
    @DefaultValue("5") @Min(1) @Max(1_000_000) int consecutiveFailures,
    @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 365) Duration backlogAge,
    @DefaultValue("1m") @DurationMin(nanos = 0) @DurationMax(days = 1) Duration noWorkerAfter,
    @DefaultValue("1m") @DurationMin(nanos = 0) @DurationMax(days = 1) Duration calm,
    @DefaultValue("15m") @DurationMin(nanos = 0) @DurationMax(days = 365) Duration quiet) {

  /**
   * @throws InvalidSetting when an address or a chat is none
   */
  public AlertSettings {
    email = email.stream().map(String::strip).toList();
    telegram = telegram.stream().map(String::strip).toList();
    addresses(email);
    chats(telegram);
  }

  /** Who gets a mail. */
  List<EmailAddress> addresses() {
    return addresses(email);
  }

  /** Who gets a message. */
  List<TelegramChat> chats() {
    return chats(telegram);
  }

  private static List<EmailAddress> addresses(List<String> email) {
    return ConfiguredAddresses.read(
        "chasqui.alerts.email",
        email,
        EmailAddress::read,
        "Write it like ops@example.com,boss@example.com.");
  }

  private static List<TelegramChat> chats(List<String> telegram) {
    return ConfiguredAddresses.read(
        "chasqui.alerts.telegram",
        telegram,
        TelegramChat::read,
        "Write it like -1001234567890,@our_alerts.");
  }
}
