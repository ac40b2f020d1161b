package io.chasqui.server.recipient;

import io.chasqui.delivery.EndpointDeliveries;
import io.chasqui.delivery.RecipientDeliveries;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.IfMatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The recipients of the directory. Each act is one transaction, and all of one kind come by the
 * same method, whoever asks for them.
 */
@Service
public class Recipients {

  private static final Logger log = LoggerFactory.getLogger(Recipients.class);

  private final RecipientStore store;
  private final RecipientDeliveries deliveries;
  private final PushSubscriptions pushSubscriptions;
  private final Endpoints endpoints;
  private final EndpointDeliveries endpointDeliveries;
  private final AddressHashes hashes;
  private final Erasures erasures;
  private final RecipientSuppressions suppressions;
  private final List<RecipientBelongings> belongings;
  private final RecipientActs acts;
  private final TransactionTemplate transaction;

  Recipients(
      RecipientStore store,
      RecipientDeliveries deliveries,
      PushSubscriptions pushSubscriptions,
      Endpoints endpoints,
      EndpointDeliveries endpointDeliveries,
      AddressHashes hashes,
      Erasures erasures,
      RecipientSuppressions suppressions,
      List<RecipientBelongings> belongings,
      RecipientActs acts,
      TransactionTemplate transaction) {
    this.store = store;
    this.deliveries = deliveries;
    this.pushSubscriptions = pushSubscriptions;
    this.endpoints = endpoints;
    this.endpointDeliveries = endpointDeliveries;
    this.hashes = hashes;
    this.erasures = erasures;
    this.suppressions = suppressions;
    this.belongings = belongings;
    this.acts = acts;
    this.transaction = transaction;
  }

  /** Empty when there is none, or it was erased. */
  public Optional<DirectoryEntry> find(UUID id) {
    return store.find(id);
  }

  /** One page of those that are asked for. */
  public FoundRecipients search(RecipientQuery query) {
    return store.search(query);
  }

  /**
   * The place of a recipient in a search, from which the page behind it begins.
   *
   * @return empty when the recipient is not there any more, or not in such an order
   */
  public Optional<SearchCursor> placeOf(SearchCursor.Order order, UUID id) {
    return store.placeOf(order, id);
  }

  /**
   * Adds a recipient.
   *
   * @param given null: an id is made
   * @throws RequestRefused when the id is there, or the external id is another's
   */
  public DirectoryEntry create(@Nullable UUID given, RecipientProfile profile) {
    UUID id = given == null ? TimeUuid.fresh() : given;
    return act(
        () ->
            add(id, profile)
                .orElseThrow(
                    () ->
                        store.find(id).isPresent()
                            ? new RequestRefused(RecipientProblems.EXISTS)
                            : RecipientProblems.beingErased()));
  }

  /**
   * Makes a recipient, or writes another profile in place of the one that it has.
   *
   * @throws RequestRefused when it is not in a version that was asked for, or the external id is
   *     another's
   */
  public Put put(UUID id, RecipientProfile profile, IfMatch versions) {
    return act(
        () -> {
          Optional<DirectoryEntry> there = store.hold(id);
          versions.require(there.map(DirectoryEntry::version).orElse(null));
          if (there.isEmpty()) {
            Optional<DirectoryEntry> added = add(id, profile);
            if (added.isPresent()) {
              return new Put(added.get(), true);
            }
          }
          // Somebody else has added it since it was looked for.
          DirectoryEntry held =
              there.or(() -> store.hold(id)).orElseThrow(RecipientProblems::beingErased);
          return new Put(writeChanged(held, profile), false);
        });
  }

  /**
   * Changes a recipient's profile.
   *
   * @param change from the profile that it has to the one that it is to have
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws RequestRefused when it is not in a version that was asked for, or the external id is
   *     another's
   */
  public DirectoryEntry change(UUID id, UnaryOperator<RecipientProfile> change, IfMatch versions) {
    return act(
        () -> {
          DirectoryEntry held = held(id);
          versions.require(held.version());
          return writeChanged(held, change.apply(held.profile()));
        });
  }

  /**
   * Changes a recipient's profile, and adds a recipient who is not there.
   *
   * @param change from the profile that it has, or an empty one, to the one that it is to have
   * @throws RequestRefused when the external id is another's
   */
  public DirectoryEntry addOrChange(UUID id, UnaryOperator<RecipientProfile> change) {
    return act(
        () -> {
          Optional<DirectoryEntry> there = store.hold(id);
          if (there.isEmpty()) {
            Optional<DirectoryEntry> added = add(id, change.apply(RecipientProfile.EMPTY));
            if (added.isPresent()) {
              return added.get();
            }
          }
          DirectoryEntry held =
              there.or(() -> store.hold(id)).orElseThrow(RecipientProblems::beingErased);
          return writeChanged(held, change.apply(held.profile()));
        });
  }

  /**
   * Erases a recipient: at once from the directory, and then from its deliveries, of which those
   * are cancelled that wait. What is being sent, or may have arrived, is emptied when that has
   * ended.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws RequestRefused when it is not in a version that was asked for
   */
  public void erase(UUID id, IfMatch versions) {
    act(
        () -> {
          versions.require(held(id).version());
          acts.erased(id);
          pushSubscriptions.removeAll(id);
          endpoints.remove(id);
          suppressions.keepByHash(id);
          return store.erase(id);
        });
    log.info("Recipient {} was erased", id);
    erasures.run(id);
  }

  /**
   * Makes two recipients one: addresses and a webhook that the first has not are taken from the
   * other, tags are united, and the other's deliveries become the first one's, and so do its
   * browsers, of which those are kept that were registered last; then the other is erased.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is not each of them
   * @throws RequestRefused when the first is not in a version that was asked for
   * @throws io.chasqui.server.api.problem.InvalidRequest when they are the same, or have too many
   *     tags together
   */
  public DirectoryEntry merge(UUID id, UUID from, IfMatch versions) {
    if (id.equals(from)) {
      throw new InvalidRequest(new FieldProblem("from", "field.otherRecipient"));
    }
    return act(
        () -> {
          Map<UUID, DirectoryEntry> both = store.hold(List.of(id, from));
          DirectoryEntry first = both.get(id);
          DirectoryEntry other = both.get(from);
          if (first == null || other == null) {
            throw RecipientProblems.notFound();
          }
          versions.require(first.version());
          RecipientProfile merged = first.profile().with(other.profile());
          deliveries.move(from, id);
          pushSubscriptions.move(from, id);
          moveWebhook(from, id);
          suppressions.move(from, id);
          belongings.forEach(kept -> kept.move(from, id));
          store.eraseMerged(from);
          acts.merged(id, from);
          log.info("Recipient {} became part of recipient {}", from, id);
          // Its version rises: browsers, a webhook and suppressions may have come.
          return change(first.with(merged));
        });
  }

  /** What waits for one that is not kept goes to the one that is. */
  private void moveWebhook(UUID from, UUID to) {
    Optional<Endpoint> theirs = endpoints.hold(from);
    Optional<Endpoint> own = endpoints.hold(to);
    endpoints.move(from, to);
    if (theirs.isPresent() && own.isPresent()) {
      WebhookEndpoint kept = new WebhookEndpoint(own.get().id());
      endpointDeliveries.move(new WebhookEndpoint(theirs.get().id()), kept, hashes.of(kept));
      endpoints.haveDeliveriesLookedAfter(kept.id());
    }
  }

  private DirectoryEntry held(UUID id) {
    return store.hold(id).orElseThrow(RecipientProblems::notFound);
  }

  private Optional<DirectoryEntry> add(UUID id, RecipientProfile profile) {
    Optional<DirectoryEntry> added = store.add(id, profile);
    added.ifPresent(
        entry -> {
          acts.added(entry.id());
          log.info("Recipient {} was added", entry.id());
        });
    return added;
  }

  private DirectoryEntry writeChanged(DirectoryEntry held, RecipientProfile profile) {
    DirectoryEntry written = write(held, profile);
    if (written.version() != held.version()) {
      acts.changed(held.id());
      log.info("Recipient {} was changed", held.id());
    }
    return written;
  }

  /** What is as it was keeps its version. */
  private DirectoryEntry write(DirectoryEntry held, RecipientProfile profile) {
    return held.profile().equals(profile) ? held : change(held.with(profile));
  }

  private DirectoryEntry change(DirectoryEntry held) {
    store.change(List.of(held));
    return store.find(held.id()).orElseThrow();
  }

  private <T> T act(Supplier<T> act) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> act.get()));
    } catch (DuplicateKeyException e) {
      // Ids do not collide here, so it is the other thing that is unique.
      throw new RequestRefused(RecipientProblems.EXTERNAL_ID_TAKEN);
    }
  }

  /**
   * What came of it.
   *
   * @param isNew whether it was made
   */
  public record Put(DirectoryEntry entry, boolean isNew) {}
}
