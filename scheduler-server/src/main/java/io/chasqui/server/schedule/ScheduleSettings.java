package io.chasqui.server.schedule;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How requests are scheduled.
 *
 * @param defaultDelay the delay when a request names no time, 0-365 days
 * @param maxRequestSize the largest body of a scheduling request, and item of a batch; by default
 *     all fields at their longest fit, with each character escaped in twelve bytes
 * @param maxBatchSize the largest body of a batch
 */
@Validated
@ConfigurationProperties("chasqui.schedule")
public record ScheduleSettings(
    @DefaultValue("1m") @DurationMin(nanos = 0) @DurationMax(days = 365) Duration defaultDelay,
    @DefaultValue("640KB") DataSize maxRequestSize,
    @DefaultValue("64MB") DataSize maxBatchSize) {}
