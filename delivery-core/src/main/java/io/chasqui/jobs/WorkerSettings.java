package io.chasqui.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a worker runs its queue.
 *
 * @param concurrency jobs at once in one worker, 1-1000
 * @param shutdownTimeout how long jobs that are running may go on after the worker was told to stop
 */
@Validated
@ConfigurationProperties("chasqui.worker")
record WorkerSettings(
    @DefaultValue("32") @Min(1) @Max(1000) int concurrency,
    @DefaultValue("30s") @DurationMin(seconds = 1) Duration shutdownTimeout) {}
