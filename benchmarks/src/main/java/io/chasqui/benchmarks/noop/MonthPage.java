package io.chasqui.benchmarks.noop;

import io.chasqui.delivery.DeliveryMonths;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drops a month when the driver says so, as a server does it by itself. */
@RestController
class MonthPage {

  private final DeliveryMonths months;

  MonthPage(DeliveryMonths months) {
    this.months = months;
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
