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
 * @param defaultDelay how long after its acceptance a request is due that names no time, 0 to 365d
 * @param maxBatchSize the largest body of a batch; it is not kept in memory
 */
@Validated
@ConfigurationProperties("chasqui.schedule")
public record ScheduleSettings(
    @DefaultValue("1m") @DurationMin(nanos = 0) @DurationMax(days = 365) Duration defaultDelay,
    @DefaultValue("64MB") DataSize maxBatchSize) {}
