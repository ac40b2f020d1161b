package io.chasqui.server.status.alert;

import io.chasqui.platform.log.FailureLog;
import io.chasqui.server.status.alert.AlertCondition.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks all checks, each behind a savepoint: any feature may register one, and a fault of one must
 * not silence the others.
 */
final class AlertChecks {

  private static final Logger log = LoggerFactory.getLogger(AlertChecks.class);

  private final List<AlertCheck> checks;
  private final TransactionTemplate savepoint;

  AlertChecks(List<AlertCheck> checks, TransactionTemplate transaction) {
    this.checks = List.copyOf(checks);
    this.savepoint = new TransactionTemplate(transaction.getTransactionManager(), transaction);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Within a transaction. */
  Seen ask() {
    List<AlertCondition> conditions = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    for (AlertCheck check : checks) {
      try {
        savepoint.executeWithoutResult(status -> conditions.addAll(check.now()));
      } catch (RuntimeException e) {
        String kind = check.kind().name();
        FailureLog.tell(log, "Whether there is " + kind + " is not known", "asked again soon", e);
        unknown.add(kind);
      }
    }
    return new Seen(conditions, unknown);
  }

  /**
   * What was seen.
   *
   * @param unknown kinds whose check failed: nothing is known of their conditions
   */
  record Seen(List<AlertCondition> conditions, Set<String> unknown) {

    boolean isKnown(Key key) {
      return !unknown.contains(key.kind());
    }
  }
}
