package io.chasqui.worker.maintenance;

import io.chasqui.platform.task.RetentionRule;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long jobs that have ended stay on JobRunr's dashboard. The deliveries stay.
 *
 * @param keepSucceeded how long jobs that succeeded or were deleted stay on JobRunr's dashboard, 1s
 *     to 36500d; their deliveries stay in the API
 * @param keepFailed how long failed jobs stay on JobRunr's dashboard, 1s to 36500d; so long their
 *     deliveries can be requeued there
 */
@Validated
@ConfigurationProperties("chasqui.jobs")
public record JobRetentionSettings(
    @DefaultValue("10m")
        @DurationMin(seconds = 1)
        @DurationMax(days = RetentionRule.LONGEST_KEPT_DAYS)
        Duration keepSucceeded,
    @DefaultValue("7d")
        @DurationMin(seconds = 1)
        @DurationMax(days = RetentionRule.LONGEST_KEPT_DAYS)
        Duration keepFailed) {}
