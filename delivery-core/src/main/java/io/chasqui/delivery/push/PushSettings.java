package io.chasqui.delivery.push;

import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How web push messages go out. The server reads it too: it knows by this whether the channel is
 * on, and tells browsers the public key.
 *
 * @param vapidPublicKey in base64url; browsers subscribe for it, so another one ends all
 *     subscriptions
 * @param vapidPrivateKey in base64url; unset: the channel is off. {@code java -jar
 *     scheduler-server.jar push-keys} makes a pair
 * @param subject whom push services may ask about our messages: {@code mailto:} or https
 * @param timeout for one whole request to a push service, answer included, 100ms to 5m
 * @param retrySchedule waits after temporary failures, each up to a fifth longer by chance; then
 *     the delivery fails
 * @param ttl for so long a push service keeps a message for a device that is off, 1s to 28d; never
 *     beyond the delivery's deadline
 * @param unknownResendAfter how long after an attempt that got no answer a message is sent once
 *     more, 1s to 1d; on the device it replaces the first one
 * @param perHost deliveries to one push service that are in flight at once in one worker, 1 to 256
 */
@Validated
@ConfigurationProperties("chasqui.push")
public record PushSettings(
    @Nullable String vapidPublicKey,
    @Nullable VapidPrivateKey vapidPrivateKey,
    @Nullable String subject,
    @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration timeout,
    @DefaultValue({"5s", "30s", "5m", "30m"}) List<@DurationMin Duration> retrySchedule,
    @DefaultValue("24h") @DurationMin(seconds = 1) @DurationMax(days = 28) Duration ttl,
    @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration unknownResendAfter,
    @DefaultValue("8") @Min(1) @Max(256) int perHost) {

  /** The key that the channel is off without. */
  public static final String PRIVATE_KEY = "chasqui.push.vapid-private-key";

  private static final String PUBLIC_KEY = "chasqui.push.vapid-public-key";
  private static final String SUBJECT = "chasqui.push.subject";

  private static final String MAKE_A_PAIR =
      "Make a pair by java -jar scheduler-server.jar push-keys, and set both of its keys.";

  /**
   * @throws InvalidSetting when there is a part of what is needed, or what is none
   */
  public PushSettings {
    retrySchedule = List.copyOf(retrySchedule);
    if (!isEmpty(vapidPrivateKey)) {
      keys(vapidPublicKey, vapidPrivateKey);
      if (subject == null || !subject.strip().matches("(?:mailto:.+@|https://).+")) {
        throw new InvalidSetting(
            SUBJECT,
            "is no address to ask about our messages, and push services want one.",
            "Set it to mailto: and an e-mail address, or to an https address.");
      }
    } else if (!isEmpty(vapidPublicKey)) {
      throw new InvalidSetting(PRIVATE_KEY, "is not set, and " + PUBLIC_KEY + " is.", MAKE_A_PAIR);
    }
  }

  /** Whether push messages can be sent. */
  public boolean isOn() {
    return !isEmpty(vapidPrivateKey);
  }

  /**
   * The pair of keys.
   *
   * @throws IllegalStateException when the channel is off
   */
  public VapidKeys keys() {
    if (!isOn()) {
      throw new IllegalStateException(PRIVATE_KEY + " is not set");
    }
    return keys(vapidPublicKey, vapidPrivateKey);
  }

  private static VapidKeys keys(
      @Nullable String publicText, @Nullable VapidPrivateKey privateText) {
    VapidKeys keys =
        new VapidKeys(
            Optional.ofNullable(publicText)
                .flatMap(text -> P256.bytes(text.strip()))
                .flatMap(P256::publicKey)
                .orElseThrow(() -> noKey(PUBLIC_KEY)),
            Optional.ofNullable(privateText)
                .flatMap(text -> P256.bytes(text.reveal()))
                .flatMap(P256::privateKey)
                .orElseThrow(() -> noKey(PRIVATE_KEY)));
    if (!keys.areAPair()) {
      throw new InvalidSetting(
          PRIVATE_KEY, "and " + PUBLIC_KEY + " are not of one pair.", MAKE_A_PAIR);
    }
    return keys;
  }

  private static InvalidSetting noKey(String key) {
    return new InvalidSetting(key, "is no key of the curve P-256 in base64url.", MAKE_A_PAIR);
  }

  /** Compose sets what nobody has set to an empty text. */
  private static boolean isEmpty(@Nullable Object text) {
    return text == null || text.toString().isBlank();
  }
}
