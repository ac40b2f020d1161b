package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.server.console.delivery.ListParameters.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of deliveries.
 *
 * @param rows newest first
 * @param form what it is narrowed by
 * @param fields the list without its place, as forms send it along
 * @param ready lists that are often asked for
 * @param saved lists that somebody keeps under a name
 * @param newest leads to its first page; null: this is the first
 * @param newer leads to the page before; null: there is none
 * @param older leads to the page behind; null: there is none
 * @param faults what is wrong with the address, as the person reads it
 * @param emptiness why there is nothing; null: there is something
 * @param live the rows, which change in their place
 */
public record DeliveriesModel(
    List<Row> rows,
    Form form,
    List<Field> fields,
    List<Link> ready,
    List<Saved> saved,
    @Nullable String newest,
    @Nullable String newer,
    @Nullable String older,
    List<String> faults,
    @Nullable Emptiness emptiness,
    LiveRows live) {

  public DeliveriesModel {
    rows = List.copyOf(rows);
    fields = List.copyOf(fields);
    ready = List.copyOf(ready);
    saved = List.copyOf(saved);
    faults = List.copyOf(faults);
  }

  /**
   * A delivery.
   *
   * @param subject null: there is none, or this person must not see it
   * @param recipient masked; empty: erased
   * @param due when it is sent, or was to be
   * @param code why it is not delivered; null: nothing is known, or it is
   * @param words the same in the provider's words; null: there are none
   */
  public record Row(
      String id,
      DeliveryStatus status,
      String correlationId,
      @Nullable String subject,
      String recipient,
      Channel channel,
      Instant due,
      int attempts,
      @Nullable String code,
      @Nullable String words) {}

  /**
   * Rows that change in their place.
   *
   * @param path they are asked for at
   * @param list the list that they are of, as it is now
   * @param tag names what they show
   * @param newer how many stand before them by now, as the person reads it; empty: none
   */
  public record LiveRows(List<Row> rows, String path, String list, String tag, String newer) {

    public LiveRows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What the list is narrowed by.
   *
   * @param texts filters whose values are written
   * @param by which of their times they are listed and narrowed by
   * @param from a local time; empty: none
   * @param to a local time; empty: none
   * @param kept the id of a search that names a recipient; empty: none does
   * @param recipient that it names; empty: none
   * @param withoutRecipient leads to the list without that
   * @param chosen how many deliveries were chosen one by one; 0: none
   * @param query all of it, as an address has it; empty: the list is not narrowed
   * @param count how many of them are in use
   */
  public record Form(
      List<DeliveryStatus> statuses,
      List<Channel> channels,
      List<Written> texts,
      DeliveryTime by,
      String from,
      String to,
      String kept,
      String recipient,
      String withoutRecipient,
      int chosen,
      String query,
      int count) {

    public Form {
      statuses = List.copyOf(statuses);
      channels = List.copyOf(channels);
      texts = List.copyOf(texts);
    }
  }

  /**
   * A filter whose value is written.
   *
   * @param label the key of its name
   * @param value empty: it is not in use
   */
  public record Written(String parameter, String label, String value) {}

  /**
   * A list that is often asked for.
   *
   * @param name of its link in the page
   * @param path with its query
   * @param label as the person reads it
   * @param isThis whether it is this list
   */
  public record Link(String name, String path, String label, boolean isThis) {}

  /**
   * A list that somebody keeps.
   *
   * @param mayRemove whether this person may
   */
  public record Saved(SavedFilter filter, boolean mayRemove) {}

  /**
   * Why there is nothing.
   *
   * @param hasFilters false: there are no deliveries at all
   * @param without the list without one of the filters each, the longest first
   * @param kept how long deliveries are found, as the person reads it
   */
  public record Emptiness(boolean hasFilters, List<Without> without, String kept) {

    public Emptiness {
      without = List.copyOf(without);
    }
  }

  /**
   * The list without one of its filters.
   *
   * @param path with its query
   * @param label what is left out, as the person reads it
   * @param found how many there are then, as the person reads it
   */
  public record Without(String path, String label, String found) {}
}
