package io.chasqui.server.console.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart, as its template shows it: shapes in a box that is stretched to its place, and the words
 * beside it, so that they stay as large as other words.
 *
 * @param id of it in the page
 * @param title what it shows
 * @param sentence what there is to see in it; it is all that is told to who cannot see it
 * @param shapes in the order in which they are drawn
 * @param up words of the axis, the uppermost first, equally far from each other
 * @param along words below it, from left to right, equally far from each other
 * @param isOfThings whether each place has its word; false: the words are times, from the left edge
 *     to the right one
 * @param legend what the shapes mean; empty: there is one kind alone
 * @param bands times that something lay over
 * @param table the same in numbers
 */
public record Chart(
    String id,
    String title,
    String sentence,
    List<Shape> shapes,
    List<String> up,
    List<String> along,
    boolean isOfThings,
    List<Series> legend,
    List<Band> bands,
    Table table) {

  public Chart {
    shapes = List.copyOf(shapes);
    up = List.copyOf(up);
    along = List.copyOf(along);
    legend = List.copyOf(legend);
    bands = List.copyOf(bands);
  }

  /** Lines across, at each word of the axis. */
  public String grid() {
    return Drawing.grid(up.size());
  }

  /** How a series looks, for the legend, in a box of 20 by 10. */
  public String sample(Series series) {
    boolean isLine = shapes.stream().anyMatch(one -> one.isOf(series) && one.isLine());
    return isLine ? "M0 5h20" : "M4 0h12v10h-12z";
  }

  /**
   * What is drawn.
   *
   * @param mark its class in the style sheet, without {@code m-}
   * @param path in a box of {@link Drawing#WIDTH} by {@link Drawing#HEIGHT}
   * @param isLine false: it is filled
   */
  public record Shape(String mark, String path, boolean isLine) {

    boolean isOf(Series series) {
      return mark.equals(series.mark());
    }
  }

  /**
   * A time that something lay over.
   *
   * @param path that it covers
   * @param label what, and from when to when
   * @param link leads to it; null: nowhere
   */
  public record Band(String path, String label, @Nullable String link) {}

  /** Numbers below their headings; the first of each row is what it is about. */
  public record Table(List<String> headings, List<List<String>> rows) {

    public Table {
      headings = List.copyOf(headings);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
