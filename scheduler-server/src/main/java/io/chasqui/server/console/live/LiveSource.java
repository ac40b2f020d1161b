package io.chasqui.server.console.live;

import java.util.Map;

/**
 * Knows when something that pages show has changed: a bean of the section that shows it. It is
 * asked every two seconds, once for all who look, and not at all while nobody does.
 */
@FunctionalInterface
public interface LiveSource {

  /**
   * By the names of events, {@code overview} or {@code bulk-<id>}, how it is now, in any words:
   * they stay here. Pages are told of each that differs from what it was before.
   */
  Map<String, String> versions();
}
