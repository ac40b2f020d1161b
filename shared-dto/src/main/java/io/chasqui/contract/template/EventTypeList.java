package io.chasqui.contract.template;

import java.util.List;

/**
 * All types of events.
 *
 * @param items by name
 */
public record EventTypeList(List<EventTypeView> items) {

  public EventTypeList {
    items = List.copyOf(items);
  }
}
