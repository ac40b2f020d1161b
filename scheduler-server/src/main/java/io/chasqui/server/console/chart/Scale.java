package io.chasqui.server.console.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How high a value stands in a chart.
 *
 * @param low at the lower edge
 * @param high at the upper edge
 * @param base so many times the one before is each step upwards; 0: they are equally large
 */
public record Scale(double low, double high, double base) {

  private static final int[] STEPS = {2, 4, 10};

  /** From 0 to the next number above that a half can be told of. */
  public static Scale linear(double most) {
    double power = 1;
    while (power * 10 < most) {
      power *= 10;
    }
    for (int step : STEPS) {
      if (step * power >= most) {
        return new Scale(0, step * power, 0);
      }
    }
    return new Scale(0, power * 10, 0);
  }

  /**
   * By two powers of a base at least.
   *
   * @param low more than 0
   * @param base more than 1
   */
  public static Scale logarithmic(double low, double most, double base) {
    double high = low * base * base;
    while (high < most) {
      high *= base;
    }
    return new Scale(low, high, base);
  }

  /** The values that are written beside it, equally far from each other, the highest first. */
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (base > 0) {
      // A little more, for what is lost in multiplying.
      for (double tick = low; tick <= high * 1.001; tick *= base) {
        ticks.add(tick);
      }
    } else {
      ticks.addAll(List.of(low, (low + high) / 2, high));
    }
    Collections.reverse(ticks);
    return ticks;
  }

  /** From 0 at the lower edge to 1 at the upper one; what is beyond stands at the edge. */
  double part(double value) {
    double part =
        base > 0
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return Math.min(Math.max(part, 0), 1);
  }
}
