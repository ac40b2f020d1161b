package io.chasqui.server.console.delivery;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import io.chasqui.server.console.StoryPoint;
import io.chasqui.server.console.TimelinePart;
import io.chasqui.server.console.Words;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What people and keys decided about a delivery, and who looked at its recipient. */
@Component
@Order(1)
class AuditedDecisions implements TimelinePart {

  private static final int MOST = 50;

  private final AuditTrail audit;

  AuditedDecisions(AuditTrail audit) {
    this.audit = audit;
  }

  @Override
  public List<StoryPoint> points(DeliveryView delivery, Words words) {
    AuditQuery query =
        new AuditQuery(
            null,
            null,
            Revealing.KIND,
            delivery.id().toString(),
            null,
            null,
            delivery.createdAt(),
            null,
            null,
            MOST);
    return audit.page(query).items().stream().map(entry -> point(entry, words)).toList();
  }

  private static StoryPoint point(AuditEntryView entry, Words words) {
    String who = entry.actor().name();
    return new StoryPoint(
        entry.at(),
        StoryPoint.Kind.DONE,
        words.textOr("console.act." + entry.act(), entry.act()),
        List.of(
            who == null
                ? words.text("console.story.via", entry.via())
                : words.text("console.story.byVia", who, entry.via())));
  }
}
