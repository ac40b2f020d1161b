package io.chasqui.server.console.recipient;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.recipient.RecipientsModel.Filter;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientQuery;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.SearchCursor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds recipients as the API does. Who sees addresses masked finds them by a whole one alone: one
 * could guess the rest from beginnings that are found.
 */
@Component
class RecipientSearches {

  static final int ON_A_PAGE = 50;

  private final Recipients recipients;
  private final PhoneNumbers phoneNumbers;
  private final Reads reads;

  RecipientSearches(Recipients recipients, PhoneNumbers phoneNumbers, Reads reads) {
    this.recipients = recipients;
    this.phoneNumbers = phoneNumbers;
    this.reads = reads;
  }

  /** The one that a text names by itself: its id, or the key that the caller knows it by. */
  Optional<DirectoryEntry> named(String text) {
    if (isUnfit(text)) {
      return Optional.empty();
    }
    Optional<DirectoryEntry> byId =
        CanonicalUuid.parse(text).flatMap((UUID id) -> recipients.find(id));
    return byId.or(() -> first(query(null, null, null, text)));
  }

  private Optional<DirectoryEntry> first(RecipientQuery query) {
    return reads.get(() -> recipients.search(query)).entries().stream().findFirst();
  }

  private static RecipientQuery query(
      @Nullable String beginning,
      @Nullable EmailAddress email,
      @Nullable PhoneNumber phone,
      @Nullable String externalId) {
    return new RecipientQuery(beginning, email, phone, externalId, null, null, null, null, 1);
  }

  /**
   * One page; empty: this person cannot look for such a text.
   *
   * @param after the last one of the page before; null: this is the first
   */
  Optional<FoundRecipients> page(Filter filter, @Nullable SearchCursor after, Viewer viewer) {
    String text = filter.text();
    if (text.isEmpty()) {
      return Optional.of(page(query(null, null, null, null), filter, after));
    }
    if (isUnfit(text)) {
      return Optional.empty();
    }
    if (viewer.mayAct()) {
      return Optional.of(page(query(text, null, null, null), filter, after));
    }
    Optional<RecipientQuery> byEmail =
        EmailAddress.read(text).found().map(email -> query(null, email, null, null));
    return byEmail
        .or(() -> phoneNumbers.read(text).found().map(phone -> query(null, null, phone, null)))
        .map(query -> page(query, filter, after));
  }

  private FoundRecipients page(RecipientQuery one, Filter filter, @Nullable SearchCursor after) {
    RecipientQuery query =
        new RecipientQuery(
            one.beginning(),
            one.email(),
            one.phone(),
            one.externalId(),
            orNull(filter.tag()),
            orNull(filter.operatorCode()),
            orNull(filter.locale()),
            after,
            ON_A_PAGE);
    return reads.get(() -> recipients.search(query));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Nothing that is stored has a control character, and the database does not take a NUL. */
  static boolean isUnfit(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** Where a page begins, by the last one of the page before: addresses stay out of addresses. */
  Optional<SearchCursor> place(String order, String id) {
    return List.of(SearchCursor.Order.values()).stream()
        .filter(one -> one.name().equals(order))
        .findFirst()
        .flatMap(one -> CanonicalUuid.parse(id).flatMap(last -> recipients.placeOf(one, last)));
  }
}
