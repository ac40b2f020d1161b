package io.chasqui.server.notification.decision;

import io.chasqui.delivery.MessageContent;
import org.jspecify.annotations.Nullable;

/**
 * What is said, and by which template.
 *
 * @param template null: none
 */
record Worded(@Nullable String template, MessageContent content) {

  /** Nothing of what is said. */
  @Override
  public String toString() {
    return "Worded[" + template + "]";
  }
}
