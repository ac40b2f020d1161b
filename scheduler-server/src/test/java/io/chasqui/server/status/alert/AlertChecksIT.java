package io.chasqui.server.status.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.alert.AlertCondition.Key;
import io.chasqui.testing.TestDatabase;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AlertChecksIT {

  private static final AlertKind BROKEN = new AlertKind("BROKEN", AlertSeverity.WARNING);
  private static final AlertKind FULL = new AlertKind("FULL", AlertSeverity.WARNING);

  private final DataSource database = TestDatabase.fresh().dataSource();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database));

  @Test
  void oneThatFailsKeepsNoOtherFromSpeaking() {
    AlertChecks.Seen seen =
        transaction.execute(
            status ->
                new AlertChecks(
                        List.of(
                            check(BROKEN, () -> conditions(BROKEN, "SELECT no_such_column")),
                            check(FULL, () -> conditions(FULL, "SELECT 'disk'"))),
                        transaction)
                    .ask());

    assertThat(seen.conditions())
        .extracting(AlertCondition::key)
        .containsExactly(new Key("FULL", "disk"));
    assertThat(seen.isKnown(new Key("BROKEN", "anything"))).isFalse();
    assertThat(seen.isKnown(new Key("FULL", "anything"))).isTrue();
  }

  private List<AlertCondition> conditions(AlertKind kind, String sql) {
    return jdbc.sql(sql).query(String.class).list().stream()
        .map(subject -> new AlertCondition(kind, subject, ""))
        .toList();
  }

  private static AlertCheck check(AlertKind kind, Supplier<List<AlertCondition>> now) {
    return new AlertCheck() {
      @Override
      public AlertKind kind() {
        return kind;
      }

      @Override
      public List<AlertCondition> now() {
        return now.get();
      }
    };
  }
}
