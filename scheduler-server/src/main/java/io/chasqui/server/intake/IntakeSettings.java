package io.chasqui.server.intake;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for all requests that make deliveries; the name is that of the first of them.
 *
 * @param maxOpenDeliveries with so many open deliveries requests and batches get 503 until there is
 *     room, at least 1; the count is some seconds old, so that a few more may come in
 * @param keepIdempotencyKeys how long a request that is sent again is known by its {@code
 *     Idempotency-Key}, 1m to 365d
 */
@Validated
@ConfigurationProperties("chasqui.schedule")
public record IntakeSettings(
    @DefaultValue("10000000") @Min(1) long maxOpenDeliveries,
    @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 365)
        Duration keepIdempotencyKeys) {}
