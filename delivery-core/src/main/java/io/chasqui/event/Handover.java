package io.chasqui.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of events that were handed to a broker. All others are to be handed over again.
 *
 * @param arrived the broker has confirmed them
 * @param refused the broker will never take them as they are
 * @param problem why there are others, without any secret; null: there are none
 */
public record Handover(List<OutboxEvent> arrived, List<Refusal> refused, @Nullable String problem) {

  public Handover {
    arrived = List.copyOf(arrived);
    refused = List.copyOf(refused);
  }

  /** Nothing could be handed over. */
  public static Handover failed(String problem) {
    return new Handover(List.of(), List.of(), problem);
  }

  /**
   * An event that a broker will never take.
   *
   * @param reason without anything of its content
   */
  public record Refusal(OutboxEvent event, String reason) {}
}
