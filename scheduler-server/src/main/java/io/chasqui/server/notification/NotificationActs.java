package io.chasqui.server.notification;

import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes what people do to notifications into the audit. */
@Component
class NotificationActs {

  private static final String KIND = "NOTIFICATION";

  private final Audit audit;

  NotificationActs(Audit audit) {
    this.audit = audit;
  }

  void done(String word, Notification before, NotificationStatus now) {
    audit.record(
        Act.done(word, KIND, before.id().toString())
            .about(before.correlationId().value())
            .with("event", before.event())
            .with(Act.BEFORE, Map.of("status", before.status().name()))
            .with(Act.AFTER, Map.of("status", now.name())));
  }
}
