package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.ContentView;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.report.KnownReport;
import io.chasqui.server.console.StoryPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one delivery.
 *
 * @param delivery as it is
 * @param answer where it is, in a sentence or three
 * @param story in the order of time
 * @param recipient masked, unless it is shown; empty: erased
 * @param isShown whether the recipient is
 * @param content what it says; null: it is not shown
 * @param contentHash of what it said, which is gone; null: it is not gone, or has none
 * @param more what else is known of it
 * @param others of the same correlation id, newest first
 * @param areMoreOthers whether there are more of them
 * @param refusal why an act was refused just now; null: none was
 * @param mayHaveArrived whether to send it again may send it twice
 * @param newTime as the form's field has it; what was typed stays
 */
public record DeliveryModel(
    DeliveryView delivery,
    String answer,
    List<StoryPoint> story,
    String recipient,
    boolean isShown,
    @Nullable ContentView content,
    @Nullable String contentHash,
    More more,
    List<DeliveryView> others,
    boolean areMoreOthers,
    @Nullable String refusal,
    boolean mayHaveArrived,
    String newTime) {

  public DeliveryModel {
    story = List.copyOf(story);
    others = List.copyOf(others);
  }

  /**
   * What else is known of it.
   *
   * @param report size and checksum; null: it has none, or the server's storage did not take it
   * @param traceId null: it belongs to no trace
   * @param traceUrl where that is looked at; null: nowhere
   */
  public record More(
      @Nullable KnownReport report, @Nullable String traceId, @Nullable String traceUrl) {}

  /** The path of the delivery's page. */
  public String path() {
    return DeliveriesSection.PATH + "/" + delivery.id();
  }
}
