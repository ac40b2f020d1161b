package io.chasqui.benchmarks.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What a repeated measurement gave: the least, the middle and the most. */
public record Spread(double min, double median, double max) {

  /**
   * @throws IllegalArgumentException when nothing was measured
   */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  public static Spread of(DoubleStream values) {
    return of(values.boxed().toList());
  }

  /** "least / middle / most". */
  public String text(int decimals) {
    return number(min, decimals) + " / " + number(median, decimals) + " / " + number(max, decimals);
  }

  /** With a comma between thousands, whatever the machine's language is. */
  public static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
