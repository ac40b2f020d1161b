package io.chasqui.delivery.sms;

import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How SMS go out. The server reads it too: it knows by this whether the channel is on, how long a
 * text may be, and who may tell what became of a message.
 *
 * @param gateway what each gateway is: keys {@code chasqui.sms.gateway.<name>.type} and others, see
 *     docs/sms.md#settings
 * @param gateways names of gateways, the one to be preferred first; unset: the channel is off
 * @param timeout for one whole request to a gateway, answer included, 100ms to 5m. One that takes
 *     longer than half of it speaks against the gateway
 * @param retrySchedule waits after temporary failures, each up to a fifth longer by chance; then
 *     the delivery fails
 * @param maxSegments the most parts that a message may take, 1 to 255; longer ones are refused when
 *     they are scheduled
 */
@Validated
@ConfigurationProperties("chasqui.sms")
public record SmsSettings(
    @DefaultValue Map<String, SmsGatewaySettings> gateway,
    @DefaultValue List<String> gateways,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration timeout,
    @DefaultValue({"5s", "30s", "2m", "10m"}) List<@DurationMin Duration> retrySchedule,
    @DefaultValue("4") @Min(1) @Max(255) int maxSegments) {

  /** The key that the channel is off without. */
  public static final String GATEWAYS_KEY = "chasqui.sms.gateways";

  /** A part of addresses and of environment variables. */
  private static final String NAME = "[a-z][a-z0-9-]{0,31}";

  /**
   * @throws InvalidSetting when a gateway in the list is none, stands there twice, or lacks a key
   */
  public SmsSettings {
    gateway = Map.copyOf(gateway);
    gateways = gateways.stream().map(String::strip).toList();
    for (String name : gateways) {
      check(name, gateway.get(name));
    }
    if (new HashSet<>(gateways).size() < gateways.size()) {
      throw new InvalidSetting(GATEWAYS_KEY, "names a gateway twice.", "Name each once.");
    }
  }

  private static void check(String name, @Nullable SmsGatewaySettings settings) {
    if (!name.matches(NAME)) {
      throw new InvalidSetting(
          GATEWAYS_KEY,
          "holds what is no name of a gateway.",
          "A name is 1 to 32 of a-z 0-9 - and begins with a letter; separate names by commas.");
    }
    if (settings == null) {
      throw new InvalidSetting(
          GATEWAYS_KEY,
          "names the gateway " + name + ", which has no settings.",
          "Set " + SmsGatewaySettings.key(name, "type") + ", .url and others; see docs/sms.md.");
    }
    settings.check(name);
  }

  /** Whether SMS can be sent. */
  public boolean isOn() {
    return !gateways.isEmpty();
  }

  /**
   * What a gateway is; null when it is not one of those in use.
   *
   * @param name as {@link #gateways} has it
   */
  public @Nullable SmsGatewaySettings find(String name) {
    return gateways.contains(name) ? gateway.get(name) : null;
  }

  /**
   * Whether a message may be given to whoever may have it already, because it would know it by its
   * number. With several gateways it might go to another one, which would not.
   */
  public boolean isIdempotent() {
    return gateways.size() == 1
        && Objects.requireNonNull(gateway.get(gateways.get(0))).idempotent();
  }
}
