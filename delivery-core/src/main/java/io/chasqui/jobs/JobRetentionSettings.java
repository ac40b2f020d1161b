package io.chasqui.jobs;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long jobs that have ended stay on JobRunr's dashboard. The deliveries stay.
 *
 * @param keepSucceeded for jobs that succeeded or were deleted
 * @param keepFailed for failed jobs; as long can their deliveries be requeued on the dashboard
 */
@Validated
@ConfigurationProperties("chasqui.jobs")
record JobRetentionSettings(
    @DefaultValue("10m") @DurationMin(seconds = 1) Duration keepSucceeded,
    @DefaultValue("7d") @DurationMin(seconds = 1) Duration keepFailed) {}
