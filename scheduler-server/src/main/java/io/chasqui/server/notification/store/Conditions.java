package io.chasqui.server.notification.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all must be true, with the parameters of it. */
final class Conditions {

  private final List<String> texts = new ArrayList<>(List.of("true"));
  private final Map<String, Object> params = new HashMap<>();

  /** One more. */
  void and(String text) {
    texts.add(text);
  }

  /** One more; without a value none. */
  void and(String text, String parameter, @Nullable Object value) {
    if (value != null) {
      texts.add(text);
      params.put(parameter, value);
    }
  }

  String text() {
    return String.join(" AND ", texts);
  }

  Map<String, Object> params() {
    return params;
  }
}
