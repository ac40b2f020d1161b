package io.chasqui.server.recipient.preference;

import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientActs;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientStore;
import io.chasqui.server.recipient.RecipientSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What recipients want. Each change is one transaction, and raises the recipient's version. */
@Service
public class RecipientPreferences {

  private static final Logger log = LoggerFactory.getLogger(RecipientPreferences.class);

  private final RecipientStore recipients;
  private final PreferenceStore store;
  private final RecipientSuppressions suppressions;
  private final RecipientActs acts;
  private final TransactionTemplate transaction;

  RecipientPreferences(
      RecipientStore recipients,
      PreferenceStore store,
      RecipientSuppressions suppressions,
      RecipientActs acts,
      TransactionTemplate transaction) {
    this.recipients = recipients;
    this.store = store;
    this.suppressions = suppressions;
    this.acts = acts;
    this.transaction = transaction;
  }

  /** Empty when there is no such recipient. */
  public Optional<KnownPreferences> find(UUID recipient) {
    return recipients
        .find(recipient)
        .map(entry -> shown(new KnownPreferences(entry, store.find(recipient), false)));
  }

  /**
   * Changes what somebody wants; who is not in the directory is added, without any address.
   *
   * @param change from what is known to what is to be
   * @param wanted categories of which it says that they are wanted, also where that was known: who
   *     had unsubscribed from one gets it again
   * @throws io.chasqui.server.api.problem.RequestRefused when the recipient is not in a version
   *     that was asked for
   */
  public KnownPreferences change(
      UUID recipient,
      UnaryOperator<KnownPreferences> change,
      Set<String> wanted,
      IfMatch versions) {
    return Objects.requireNonNull(
        transaction.execute(status -> changed(recipient, change, wanted, versions)));
  }

  private KnownPreferences changed(
      UUID id, UnaryOperator<KnownPreferences> change, Set<String> wanted, IfMatch versions) {
    Optional<DirectoryEntry> there = recipients.hold(id);
    versions.require(there.map(DirectoryEntry::version).orElse(null));
    Optional<DirectoryEntry> added =
        there.isPresent() ? Optional.empty() : recipients.add(id, RecipientProfile.EMPTY);
    DirectoryEntry held =
        there
            .or(() -> added)
            .or(() -> recipients.hold(id))
            .orElseThrow(RecipientProblems::beingErased);
    KnownPreferences before = new KnownPreferences(held, store.find(id), added.isPresent());
    KnownPreferences after = change.apply(before);
    boolean isWantedAgain = !wanted.isEmpty() && suppressions.subscribedAgain(id, wanted);
    if (after.isTheSameAs(before) && !isWantedAgain) {
      return shown(before);
    }
    recipients.change(List.of(after.recipient()));
    store.write(id, after.preferences());
    acts.preferencesChanged(id, added.isPresent());
    log.info("The preferences of recipient {} were changed", id);
    return shown(
        new KnownPreferences(
            recipients.find(id).orElseThrow(), after.preferences(), added.isPresent()));
  }

  /** With what somebody has unsubscribed from, which is kept apart and is refused all the same. */
  private KnownPreferences shown(KnownPreferences known) {
    Preferences said = known.preferences();
    Map<String, CategoryPreference> categories = new TreeMap<>(said.categories());
    suppressions
        .unsubscribed(known.recipient().id())
        .forEach(
            (category, channels) ->
                categories.put(
                    category,
                    categories.getOrDefault(category, CategoryPreference.ALL).without(channels)));
    return new KnownPreferences(known.recipient(), said.with(categories), known.isNew());
  }
}
