package io.chasqui.server.template.event;

import java.util.List;
import java.util.Optional;

/** Where types of events are kept. */
public interface EventTypeStore {

  /** By name. */
  List<EventType> list();

  /** One of them. */
  Optional<EventType> find(String name);

  /**
   * Writes one, in its next version.
   *
   * @return whether it was not there
   */
  boolean put(EventType type);

  /**
   * Removes one.
   *
   * @return false: there is none
   */
  boolean remove(String name);
}
