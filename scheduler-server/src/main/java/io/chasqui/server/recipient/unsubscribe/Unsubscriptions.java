package io.chasqui.server.recipient.unsubscribe;

import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Addressee;
import io.chasqui.delivery.Addressees;
import io.chasqui.delivery.link.LinkTokens;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.recipient.RecipientStore;
import io.chasqui.server.recipient.preference.CategoryPreference;
import io.chasqui.server.recipient.preference.KnownPreferences;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.preference.RecipientPreferences;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what the token of a link in a message leads to. What ends is decided by what made the
 * delivery; today that is its category, for whoever it was for.
 */
@Service
public class Unsubscriptions {

  private static final Logger log = LoggerFactory.getLogger(Unsubscriptions.class);

  private final ObjectProvider<LinkTokens> tokens;
  private final Addressees addressees;
  private final RecipientStore recipients;
  private final RecipientPreferences preferences;
  private final Suppressions suppressions;
  private final TransactionTemplate transaction;

  Unsubscriptions(
      ObjectProvider<LinkTokens> tokens,
      Addressees addressees,
      RecipientStore recipients,
      RecipientPreferences preferences,
      Suppressions suppressions,
      TransactionTemplate transaction) {
    this.tokens = tokens;
    this.addressees = addressees;
    this.recipients = recipients;
    this.preferences = preferences;
    this.suppressions = suppressions;
    this.transaction = transaction;
  }

  /**
   * The category that a token ends; empty when we did not make it, its delivery is gone, or nobody
   * can refuse its category.
   */
  public Optional<String> categoryOf(String token) {
    return addressee(token).map(Addressee::category);
  }

  /**
   * Ends it. Once more changes nothing.
   *
   * @return the category; empty as {@link #categoryOf}
   */
  public Optional<String> end(String token) {
    Optional<Addressee> found = addressee(token);
    found.ifPresent(
        addressee -> transaction.executeWithoutResult(status -> unsubscribe(addressee)));
    return found.map(Addressee::category);
  }

  private Optional<Addressee> addressee(String token) {
    return tokens
        .getObject()
        .read(token)
        .flatMap(addressees::find)
        .filter(Addressee::mayUnsubscribe);
  }

  private void unsubscribe(Addressee addressee) {
    String category = Objects.requireNonNull(addressee.category());
    UUID recipient = addressee.recipientId();
    if (recipient != null && recipients.find(recipient).isPresent()) {
      preferences.change(recipient, known -> without(known, category), Set.of(), IfMatch.of(null));
      suppressions.unsubscribe(recipient, category, addressee.id().value());
    } else if (addressee.addressHash() != null) {
      suppressions.add(
          List.of(
              new AddressSuppression(
                  addressee.channel(),
                  addressee.addressHash(),
                  category,
                  SuppressionReason.UNSUBSCRIBED,
                  addressee.id().value(),
                  addressee.maskedAddress())));
    }
    log.info("By delivery {} somebody has unsubscribed from {}", addressee.id(), category);
  }

  /** So that what they are shown of their preferences is so. */
  private static KnownPreferences without(KnownPreferences known, String category) {
    Preferences before = known.preferences();
    Map<String, CategoryPreference> categories = new TreeMap<>(before.categories());
    CategoryPreference said = categories.get(category);
    categories.put(
        category, new CategoryPreference(false, said == null ? List.of() : said.channels()));
    return new KnownPreferences(known.recipient(), before.with(categories), known.isNew());
  }
}
