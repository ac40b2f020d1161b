package io.chasqui.server.recipient;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.RecipientDeliveries;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Empties the deliveries of recipients who were erased: those that wait are cancelled first. Each
 * batch is a transaction of its own, so one that is broken off is gone on with in the next round,
 * as is what could not be emptied yet.
 */
@Component
class Erasures {

  private static final int BATCH = 500;
  private static final int RECIPIENTS = 100;

  private final RecipientStore store;
  private final RecipientDeliveries ofRecipients;
  private final Deliveries deliveries;
  private final List<RecipientBelongings> belongings;

  Erasures(
      RecipientStore store,
      RecipientDeliveries ofRecipients,
      Deliveries deliveries,
      List<RecipientBelongings> belongings) {
    this.store = store;
    this.ofRecipients = ofRecipients;
    this.deliveries = deliveries;
    this.belongings = belongings;
  }

  /** Goes on with all that have not come to their end. */
  void runAll() {
    store.pendingErasures(RECIPIENTS).forEach(this::run);
  }

  /** Empties what can be emptied of one recipient's. */
  void run(UUID recipient) {
    for (RecipientBelongings kept : belongings) {
      int erased = BATCH;
      while (erased == BATCH) {
        erased = kept.erase(recipient, BATCH);
      }
    }
    List<DeliveryId> batch = page(recipient, null);
    while (!batch.isEmpty()) {
      ofRecipients.waiting(batch).forEach(deliveries::cancel);
      ofRecipients.erase(batch);
      batch = page(recipient, batch.get(batch.size() - 1));
    }
    if (page(recipient, null).isEmpty()) {
      store.endErasure(recipient);
    }
  }

  private List<DeliveryId> page(UUID recipient, @Nullable DeliveryId after) {
    return ofRecipients.page(recipient, after, BATCH);
  }
}
