package io.chasqui.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.platform.task.Stopping;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OldMonthsTest {

  private final Months months = new Months();
  private final IntUnaryOperator round =
      new OldMonths(
              months,
              new RetentionSettings(
                  Duration.ofDays(30), Duration.ofDays(400), null, Duration.ofMinutes(1)),
              new Stopping())
          .rule()
          .removeBatch();

  private void rounds(int count) {
    IntStream.range(0, count).forEach(i -> round.applyAsInt(1));
  }

  @Test
  void monthsAreLookedAtOnceInSixtyRounds() {
    rounds(61);

    assertThat(months.looks).isEqualTo(2);
  }

  @Test
  void theNextMonthIsLookedAtAsSoonAsOneHasGone() {
    months.deliveries = 7;

    rounds(3);

    assertThat(months.looks).isEqualTo(3);
  }

  @Test
  void aMonthThatHasBegunToGoIsGoneOnWithInTheNextRound() {
    rounds(1);
    months.isOneLeaving = true;
    rounds(2);

    assertThat(months.looks).isEqualTo(3);
  }

  /** Months that say how often they were looked at. */
  private static final class Months implements DeliveryMonths {

    private int looks;
    private int deliveries;
    private boolean isOneLeaving;

    @Override
    public String of() {
      return "deliveries";
    }

    @Override
    public List<YearMonth> add(int ahead) {
      return List.of();
    }

    @Override
    public List<YearMonth> missing(int ahead) {
      return List.of();
    }

    @Override
    public boolean isOneLeaving() {
      return isOneLeaving;
    }

    @Override
    public int dropOldest(Duration endedFor, BooleanSupplier isToStop) {
      looks++;
      return deliveries;
    }
  }
}
