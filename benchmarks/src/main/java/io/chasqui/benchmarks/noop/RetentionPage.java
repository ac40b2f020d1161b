package io.chasqui.benchmarks.noop;

import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.delivery.PersonalData;
import io.chasqui.platform.task.ClockGuard;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.Stopping;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erases and drops when the driver says so, as a server does it by itself. */
@RestController
class RetentionPage {

  /** The server's. */
  private static final int BATCH = 1_000;

  private final PersonalData personalData;
  private final DeliveryMonths months;
  private final MeterRegistry meters;

  RetentionPage(PersonalData personalData, DeliveryMonths months, MeterRegistry meters) {
    this.personalData = personalData;
    this.months = months;
    this.meters = meters;
  }

  /**
   * Erases the personal data of what ended so many days ago, of so many deliveries at most.
   *
   * @return of how many
   */
  @PostMapping("/personal-data/erase")
  String erase(@RequestParam("days") int days, @RequestParam("deliveries") int deliveries) {
    AtomicInteger erased = new AtomicInteger();
    new RetentionRule(
            "benchmark",
            Duration.ofDays(1),
            BATCH,
            atMost -> {
              int left = deliveries - erased.get();
              int batch =
                  left == 0 ? 0 : personalData.erase(Duration.ofDays(days), Math.min(atMost, left));
              erased.addAndGet(batch);
              return batch;
            })
        .task(meters, new ClockGuard(() -> Duration.ZERO), new Stopping())
        .run();
    return erased.toString();
  }

  /**
   * Drops the oldest month of which everything ended so many days ago.
   *
   * @return how many deliveries went
   */
  @PostMapping("/months/drop")
  String drop(@RequestParam("days") int days) {
    return Integer.toString(months.dropOldest(Duration.ofDays(days), () -> false));
  }
}
