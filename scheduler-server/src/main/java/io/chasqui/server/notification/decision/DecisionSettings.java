package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are told to people.
 *
 * @param channelOrder the channels that are tried, in this order, where neither the request nor the
 *     event's type names others; what the recipient wants first goes first. See
 *     docs/notifications.md
 * @param idempotency by what a repeated notification is known where nobody wrote down its event's
 *     type: {@code key}, by event, recipient and business key or else the data; {@code
 *     event-recipient}, by these two alone
 * @param maxAttempts at most so many attempts over all channels, those aside that failed by a fault
 *     of our own, 1 to 50
 * @param attemptsBeforeNextChannel after so many temporary failures another channel is tried, where
 *     one is left that may be used at once, at least 1
 * @param retrySchedule waits after temporary failures, of which the last is repeated, each up to a
 *     fifth longer by chance. A delivery keeps those that it was made with
 */
@Validated
@ConfigurationProperties("chasqui.notifications")
public record DecisionSettings(
    @DefaultValue({"email", "push", "sms", "telegram", "webhook"}) List<String> channelOrder,
    @DefaultValue("key") String idempotency,
    @DefaultValue("5") @Min(1) @Max(50) int maxAttempts,
    @DefaultValue("2") @Min(1) int attemptsBeforeNextChannel,
    @DefaultValue({"5s", "30s", "2m", "10m"}) @Size(min = 1, max = 49)
        List<@DurationMin(nanos = 0, message = "must not be negative") Duration> retrySchedule) {

  /**
   * @throws InvalidSetting when a word is none of those that are allowed
   */
  public DecisionSettings {
    channelOrder = channelOrder.stream().map(String::strip).filter(w -> !w.isEmpty()).toList();
    retrySchedule = List.copyOf(retrySchedule);
    if (channelOrder.isEmpty()
        || !channelOrder.stream().allMatch(DecisionSettings::isChannel)
        || Set.copyOf(channelOrder).size() != channelOrder.size()) {
      throw new InvalidSetting(
          "chasqui.notifications.channel-order",
          "has a word that is no channel, or one twice, or none.",
          "Set it to some of email, push, sms, telegram and webhook with commas between.");
    }
    if (!idempotency.equals("key") && !idempotency.equals("event-recipient")) {
      throw new InvalidSetting(
          "chasqui.notifications.idempotency",
          "is neither key nor event-recipient.",
          "Set it to one of them.");
    }
  }

  private static boolean isChannel(String word) {
    return Arrays.stream(Channel.values()).anyMatch(one -> one.name().equalsIgnoreCase(word));
  }

  /** The channels of the installation. */
  public List<Channel> channels() {
    return channelOrder.stream()
        .map(word -> Channel.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableList());
  }

  /** Whether repetitions are known by event and recipient alone, where nobody said otherwise. */
  public boolean isByRecipientAlone() {
    return idempotency.equals("event-recipient");
  }

  /**
   * The waits of a delivery.
   *
   * @param attempts that it may have, at least 1
   */
  public RetrySchedule waits(int attempts) {
    int last = retrySchedule.size() - 1;
    return new RetrySchedule(
        IntStream.range(0, attempts - 1)
            .mapToObj(i -> retrySchedule.get(Math.min(i, last)))
            .toList());
  }
}
