package io.chasqui.server;

import io.chasqui.server.status.alert.Alert;
import io.chasqui.server.status.alert.AlertListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers what it was told, once that is stored; given to a server by {@code
 * spring.main.sources}.
 */
class RecordingAlertListener implements AlertListener {

  static final String SETTING = "--spring.main.sources=" + RecordingAlertListener.class.getName();

  /** By all servers of a test, in order. */
  static final List<Alert> told = new CopyOnWriteArrayList<>();

  @Override
  public void changed(Alert alert) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            told.add(alert);
          }
        });
  }
}
