package io.chasqui.server.status.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.event.AlertSeverity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertKindsTest {

  @Test
  void featuresAddKindsInTheirOrder() {
    AlertKinds kinds = new AlertKinds(List.of(check("QUEUE_OLD"), check("BACKLOG")));

    assertThat(kinds.names()).containsExactly("QUEUE_OLD", "BACKLOG");
  }

  @Test
  void twoFeaturesCannotRaiseOneKind() {
    assertThatThrownBy(() -> new AlertKinds(List.of(check("BACKLOG"), check("BACKLOG"))))
        .hasMessage("Two checks raise alerts of kind BACKLOG");
  }

  /** The table would refuse it, when something is wrong already. */
  @ParameterizedTest
  @ValueSource(strings = {"", "backlog", "QUEUE-OLD", "1ST", "КОНЕЦ"})
  void aNameThatTheTableRefusesIsRefused(String name) {
    assertThatThrownBy(() -> new AlertKind(name, AlertSeverity.WARNING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AlertCheck check(String name) {
    AlertKind kind = new AlertKind(name, AlertSeverity.WARNING);
    return new AlertCheck() {
      @Override
      public AlertKind kind() {
        return kind;
      }

      @Override
      public List<AlertCondition> now() {
        return List.of();
      }
    };
  }
}
