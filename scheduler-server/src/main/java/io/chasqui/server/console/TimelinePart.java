package io.chasqui.server.console;

import io.chasqui.contract.delivery.DeliveryView;
import java.util.List;

/** Adds to the story of a delivery what a feature knows of it: a bean of that feature. */
@FunctionalInterface
public interface TimelinePart {

  /**
   * What it knows, in any order.
   *
   * @param words in which to say it
   */
  List<StoryPoint> points(DeliveryView delivery, Words words);
}
