package io.chasqui.server.status.alert;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kinds of alerts that this server looks for. Those that another one knows it leaves alone. */
public final class AlertKinds {

  private final Map<String, AlertKind> byName = new LinkedHashMap<>();

  /**
   * @throws IllegalStateException when two features have a kind of one name
   */
  AlertKinds(Collection<AlertCheck> checks) {
    for (AlertCheck check : checks) {
      if (byName.put(check.kind().name(), check.kind()) != null) {
        throw new IllegalStateException("Two checks raise alerts of kind " + check.kind().name());
      }
    }
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  AlertKind of(Alert alert) {
    return Objects.requireNonNull(byName.get(alert.kind()), alert.kind());
  }
}
