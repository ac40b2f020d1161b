package io.chasqui.server.recipient.web;

import io.chasqui.contract.recipient.RecipientPage;
import io.chasqui.contract.recipient.RecipientView;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Recipients as callers see them. */
@Component
class RecipientViews {

  private final RecipientStore store;

  RecipientViews(RecipientStore store) {
    this.store = store;
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
    return entries.stream().map(entry -> of(entry, linked)).toList();
  }

  private static RecipientView of(DirectoryEntry entry, Set<String> linked) {
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
