package io.chasqui.server.console.delivery.bulk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that an act came to and left alone.
 *
 * @param rows in the order of their ids
 * @param next leads to those behind; null: there are none
 */
public record RefusedModel(List<Row> rows, @Nullable String next) {

  public RefusedModel {
    rows = List.copyOf(rows);
  }

  /**
   * One of them.
   *
   * @param path of its page
   * @param reason a state or a code, as the person reads it
   */
  public record Row(String id, String path, String reason) {}
}
