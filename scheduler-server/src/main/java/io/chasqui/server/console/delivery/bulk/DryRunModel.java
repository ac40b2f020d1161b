package io.chasqui.server.console.delivery.bulk;

import io.chasqui.delivery.Decision;
import io.chasqui.server.console.delivery.DeliveriesModel.Row;
import io.chasqui.server.console.delivery.ListParameters.Field;
import io.chasqui.server.delivery.bulk.BulkActs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an act on many deliveries would come to.
 *
 * @param form what was filled in; what was typed stays
 * @param act null: not chosen yet
 * @param fields the list that it is about, as forms send it along
 * @param said what that list is narrowed to, as the person reads it
 * @param list its path and query
 * @param faults what is wrong with what was filled in
 * @param result null: there is nothing to look at yet
 */
public record DryRunModel(
    BulkForm form,
    @Nullable Decision act,
    List<Field> fields,
    List<String> said,
    String list,
    List<String> faults,
    @Nullable Result result) {

  public DryRunModel {
    fields = List.copyOf(fields);
    said = List.copyOf(said);
    faults = List.copyOf(faults);
  }

  /**
   * What it would come to now.
   *
   * @param until the newest delivery that it is about
   * @param total how many it comes to
   * @param isTooMany whether it comes to more than an act may be about
   * @param wanted how many it changes
   * @param wantedAlso how many with those that may have arrived
   * @param surelyNotSent of those that it can change, those that have not arrived
   * @param mayHaveArrived and those that may have
   * @param skipped those that it leaves alone, by why
   * @param first the newest ten
   */
  public record Result(
      String until,
      int total,
      boolean isTooMany,
      int wanted,
      int wantedAlso,
      int surelyNotSent,
      int mayHaveArrived,
      List<Skipped> skipped,
      List<Row> first) {

    public Result {
      skipped = List.copyOf(skipped);
      first = List.copyOf(first);
    }

    /** Whether it can change any. */
    public boolean isBeginnable() {
      return !isTooMany && wantedAlso > 0;
    }

    /** Whether it must be said why. */
    public boolean needsReason() {
      return wantedAlso > BulkActs.MOST_WITHOUT_REASON;
    }

    /** Whether the number must be typed in. */
    public boolean needsTyping() {
      return wantedAlso > BulkChecks.MOST_WITHOUT_TYPING;
    }

    /** Whether whoever begins it chooses about those that may have arrived. */
    public boolean offersAlso() {
      return wantedAlso > wanted;
    }
  }

  /**
   * Deliveries that it leaves alone.
   *
   * @param reason a state or a code, as the person reads it
   */
  public record Skipped(String reason, int count) {}

  /** What the field of the rate has at first: more is seldom wanted. */
  public String perSecond() {
    boolean isFresh = form.until().isEmpty();
    return isFresh && act == Decision.RETRY
        ? String.valueOf(BulkActs.DEFAULT_PER_SECOND)
        : form.perSecond();
  }
}
