package io.chasqui.server.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of events that were handed to a broker. All others are to be handed over again.
 *
 * @param arrived the broker has confirmed them
 * @param refused the broker will never take them as they are
 * @param problem why there are others, without any secret; null: there are none
 */
public record PublishResult(
    List<OutboxEvent> arrived, List<Refusal> refused, @Nullable String problem) {

  public PublishResult {
    arrived = List.copyOf(arrived);
    refused = List.copyOf(refused);
  }

  /** There was nothing to hand over. */
  static final PublishResult NOTHING = new PublishResult(List.of(), List.of(), null);

  /** Nothing could be handed over. */
  public static PublishResult failed(String problem) {
    return new PublishResult(List.of(), List.of(), problem);
  }

  /**
   * An event that will never arrive as it is.
   *
   * @param sequence the event's
   * @param reason without anything of its content
   */
  public record Refusal(long sequence, String reason) {}
}
