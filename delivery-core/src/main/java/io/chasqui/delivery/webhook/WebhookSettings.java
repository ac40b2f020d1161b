package io.chasqui.delivery.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How webhooks go out. They are on where {@code chasqui.secrets.key} is set, since there is none
 * without a secret. The server reads it too: it registers endpoints, tries them, and ends what
 * waits for one that was disabled.
 *
 * @param disableAfter an endpoint that failed for so long, ten times at least, and took nothing
 *     meanwhile, is disabled, 1m to 365d; see docs/webhook.md#disabled-endpoints
 * @param perHost how many webhooks to one host a worker has in flight at the most, 1 to 1000
 * @param ratePerHost webhooks a second that all workers together give to one host, more than 0;
 *     unset: any number. What is over it waits, and loses no attempt
 * @param retrySchedule waits after temporary failures, and before a webhook of unknown outcome is
 *     repeated, each up to a fifth longer by chance; then the delivery fails
 * @param rotationOverlap for how long the secret before signs too once there is a new one, 0 to
 *     365d
 * @param timeout for one whole request, answer included, 100ms to 5m. An endpoint that takes longer
 *     than half of it speaks against its host
 */
@Validated
@ConfigurationProperties("chasqui.webhook")
public record WebhookSettings(
    @DefaultValue("120h") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration disableAfter,
    @DefaultValue("4") @Min(1) @Max(1000) int perHost,
    @Positive(message = "must be more than 0") @Nullable Double ratePerHost,
    @DefaultValue({"5s", "5m", "30m", "2h"}) List<@DurationMin Duration> retrySchedule,
    @DefaultValue("24h") @DurationMin @DurationMax(days = 365) Duration rotationOverlap,
    @DefaultValue("20s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration timeout) {}
