package io.chasqui.server.template.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** How deep lists and objects lie in one another. */
public final class JsonDepth {

  private JsonDepth() {}

  /**
   * Whether it is beyond a bound; no more of it is looked at than that takes.
   *
   * @param deepest at least 0: a text or number alone; 1 is a list or object of those
   */
  public static boolean isBeyond(JsonNode tree, int deepest) {
    if (!tree.isContainerNode()) {
      return false;
    }
    if (deepest == 0) {
      return true;
    }
    for (JsonNode child : tree) {
      if (isBeyond(child, deepest - 1)) {
        return true;
      }
    }
    return false;
  }
}
