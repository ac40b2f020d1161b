package io.chasqui.server.recipient.web;

import io.chasqui.contract.recipient.RecipientPage;
import io.chasqui.contract.recipient.RecipientView;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Recipients as callers see them. */
@Component
class RecipientViews {

  private final RecipientStore store;
  private final PushSubscriptions subscriptions;

  RecipientViews(RecipientStore store, PushSubscriptions subscriptions) {
    this.store = store;
    this.subscriptions = subscriptions;
  }

  RecipientView of(DirectoryEntry entry) {
    return of(List.of(entry)).get(0);
  }

  RecipientPage of(FoundRecipients found) {
    return new RecipientPage(
        of(found.entries()), found.next() == null ? null : found.next().text());
  }

  private List<RecipientView> of(List<DirectoryEntry> entries) {
    Set<String> linked =
        store.linkedPhones(
            entries.stream()
                .map(entry -> entry.profile().phone())
                .filter(Objects::nonNull)
                .toList());
    Map<UUID, List<UUID>> browsers =
        subscriptions.idsOf(entries.stream().map(DirectoryEntry::id).toList());
    return entries.stream()
        .map(entry -> of(entry, linked, browsers.getOrDefault(entry.id(), List.of())))
        .toList();
  }

  private static RecipientView of(DirectoryEntry entry, Set<String> linked, List<UUID> browsers) {
    RecipientProfile profile = entry.profile();
    String email = profile.email();
    return new RecipientView(
        entry.id(),
        profile.externalId(),
        profile.name(),
        email,
        email == null ? null : EmailAddress.wireFormUnlessSame(email).orElse(null),
        profile.phone(),
        profile.telegramChatId(),
        profile.phone() != null && linked.contains(profile.phone()),
        browsers,
        profile.locale(),
        profile.timeZone(),
        profile.tags(),
        profile.operatorCode(),
        profile.givenOperatorCode() != null,
        profile.attributes(),
        entry.version(),
        entry.createdAt(),
        entry.updatedAt());
  }
}
