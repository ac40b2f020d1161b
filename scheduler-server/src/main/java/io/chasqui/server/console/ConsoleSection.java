package io.chasqui.server.console;

import io.chasqui.server.api.access.Role;
import java.util.function.Supplier;

/**
 * An entry of the navigation: a bean of the section, which brings its pages, their rows of access
 * and its texts {@code messages/console-<id>} along.
 *
 * @param id as its pages name it
 * @param group where it stands
 * @param order among those of its group, the least first
 * @param path of its first page, {@code /console/deliveries}
 * @param label the key of its name
 * @param role of those who see it
 * @param count asked for each page, so it answers at once
 */
public record ConsoleSection(
    String id,
    NavigationGroup group,
    int order,
    String path,
    String label,
    Role role,
    Supplier<Count> count) {

  /** One with nothing to count. */
  public ConsoleSection(
      String id, NavigationGroup group, int order, String path, String label, Role role) {
    this(id, group, order, path, label, role, () -> Count.NONE);
  }
}
