package io.chasqui.server.console.recipient;

import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.platform.http.Origins;
import io.chasqui.server.console.recipient.RecipientModel.Reach;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where a recipient is reached besides its addresses. */
@Component
class RecipientReach {

  private final RecipientStore store;
  private final PushSubscriptions browsers;
  private final Endpoints endpoints;

  RecipientReach(RecipientStore store, PushSubscriptions browsers, Endpoints endpoints) {
    this.store = store;
    this.browsers = browsers;
    this.endpoints = endpoints;
  }

  Reach of(DirectoryEntry entry) {
    String phone = entry.profile().phone();
    Endpoint webhook = endpoints.ofRecipient(entry.id()).orElse(null);
    return new Reach(
        phone != null && !store.linkedPhones(List.of(phone)).isEmpty(),
        browsers.idsOf(List.of(entry.id())).getOrDefault(entry.id(), List.of()).size(),
        webhook == null ? null : Origins.of(webhook.url()),
        webhook != null && webhook.disabled() != null);
  }
}
