package io.chasqui.server.console.chart;

import io.chasqui.server.console.chart.Chart.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes paths of SVG out of numbers: one for each series, whatever the number of its values. */
public final class Drawing {

  /** Of the box that all paths lie in. */
  public static final int WIDTH = 600;

  /** Of the box that all paths lie in. */
  public static final int HEIGHT = 120;

  /** Of a place, what its bar takes. */
  private static final double BAR = 0.8;

  private Drawing() {}

  /** Bars, the first series at the base and the others on it. */
  public static List<Shape> bars(List<Series> series, Scale scale) {
    List<Shape> shapes = new ArrayList<>();
    double[] below = new double[places(series)];
    for (Series one : series) {
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < one.values().size(); i++) {
        double value = one.values().get(i);
        if (value > 0) {
          double top = y(scale, below[i] + value);
          path.append(box(i + (1 - BAR) / 2, BAR, top, y(scale, below[i]) - top, below.length));
          below[i] += value;
        }
      }
      shapes.add(new Shape(one.mark(), path.toString(), false));
    }
    return shapes;
  }

  /** Lines from the middle of a place to the next one's, and none over what is not known. */
  public static List<Shape> lines(List<Series> series, Scale scale) {
    return series.stream()
        .map(one -> new Shape(one.mark(), line(one.values(), scale), true))
        .toList();
  }

  private static String line(List<Double> values, Scale scale) {
    StringBuilder path = new StringBuilder();
    boolean isOn = false;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (!Double.isNaN(value)) {
        double x = (i + 0.5) * WIDTH / values.size();
        // A value between two gaps is a dot, by the line's round end.
        path.append(isOn ? "L" : "M").append(point(x, y(scale, value))).append(isOn ? "" : "h0");
      }
      isOn = !Double.isNaN(value);
    }
    return path.toString();
  }

  /** Lines across, at each word of the axis. */
  static String grid(int words) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < words; i++) {
      path.append('M').append(point(0, (double) i * HEIGHT / Math.max(words - 1, 1)));
      path.append('h').append(WIDTH);
    }
    return path.toString();
  }

  /**
   * All of the height.
   *
   * @param from where it begins, 0 at the left edge and 1 at the right one
   * @param to where it ends
   */
  public static String band(double from, double to) {
    double left = Math.min(Math.max(from, 0), 1);
    // So narrow that it can be seen.
    double width = Math.max(Math.min(to, 1) - left, 0.002);
    return box(left, width, 0, HEIGHT, 1);
  }

  private static int places(List<Series> series) {
    return series.stream().mapToInt(one -> one.values().size()).max().orElse(0);
  }

  private static String box(double at, double wide, double top, double height, int places) {
    String width = number(wide * WIDTH / places);
    return "M%sh%sv%sh-%sz"
        .formatted(point(at * WIDTH / places, top), width, number(height), width);
  }

  private static double y(Scale scale, double value) {
    return HEIGHT * (1 - scale.part(value));
  }

  private static String point(double x, double y) {
    return number(x) + " " + number(y);
  }

  private static String number(double number) {
    String written = String.format(Locale.ROOT, "%.1f", number);
    return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
  }
}
