package io.chasqui.server.plainemail;

import io.chasqui.delivery.RetrySchedule;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How plain e-mails are sent.
 *
 * @param retrySchedule waits after temporary failures of {@code POST /api/notify}, at most 20, each
 *     up to a fifth longer by chance; then the e-mail fails. It keeps those that it was accepted
 *     with
 */
@Validated
@ConfigurationProperties("chasqui.notify")
record NotifySettings(
    @DefaultValue({"5s", "5s", "5s"}) @Size(max = 20)
        List<@DurationMin(nanos = 0, message = "must not be negative") Duration> retrySchedule) {

  RetrySchedule waits() {
    return new RetrySchedule(retrySchedule);
  }
}
