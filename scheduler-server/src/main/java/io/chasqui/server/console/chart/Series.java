package io.chasqui.server.console.chart;

import java.util.List;

/**
 * One of the things that a chart shows.
 *
 * @param mark how it is drawn: {@code delivered} is the class {@code m-delivered} of the style
 *     sheet; {@code failed} is hatched
 * @param label what it is, as the person reads it
 * @param values from left to right, 0 or more; not a number: it is not known, and left out
 */
public record Series(String mark, String label, List<Double> values) {

  public Series {
    values = List.copyOf(values);
  }
}
