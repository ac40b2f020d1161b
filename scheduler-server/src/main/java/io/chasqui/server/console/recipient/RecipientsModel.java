package io.chasqui.server.console.recipient;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recipients that were looked for.
 *
 * @param filter what the list is narrowed by
 * @param newest leads to its first page; null: this is the first
 * @param next leads to the page behind; null: there is none
 * @param fault what is wrong with the search; null: nothing
 */
public record RecipientsModel(
    List<Row> rows,
    Filter filter,
    @Nullable String newest,
    @Nullable String next,
    @Nullable String fault) {

  public RecipientsModel {
    rows = List.copyOf(rows);
  }

  /**
   * A recipient.
   *
   * @param name masked for viewers; empty: none is known
   * @param addresses masked
   */
  public record Row(
      String id,
      String name,
      @Nullable String externalId,
      List<String> addresses,
      List<String> tags,
      @Nullable String locale,
      @Nullable String timeZone,
      Instant updatedAt) {

    public Row {
      addresses = List.copyOf(addresses);
      tags = List.copyOf(tags);
    }
  }

  /**
   * What the list is narrowed by; empty: by that not.
   *
   * @param kept the id of a search that may name somebody
   * @param text that was looked for
   */
  public record Filter(String kept, String text, String tag, String operatorCode, String locale) {

    /** Whether there is any. */
    public boolean isNarrow() {
      return !(kept.isEmpty() && tag.isEmpty() && operatorCode.isEmpty() && locale.isEmpty());
    }
  }
}
