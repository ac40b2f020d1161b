package io.chasqui.server.recipient.push;

import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientActs;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.RecipientStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers browsers. They are addresses of their recipients, whose versions rise with each change.
 */
@Service
public class PushRegistrations {

  private static final Logger log = LoggerFactory.getLogger(PushRegistrations.class);

  private final RecipientStore recipients;
  private final PushSubscriptions subscriptions;
  private final RecipientActs acts;
  private final TransactionTemplate transaction;

  PushRegistrations(
      RecipientStore recipients,
      PushSubscriptions subscriptions,
      RecipientActs acts,
      TransactionTemplate transaction) {
    this.recipients = recipients;
    this.subscriptions = subscriptions;
    this.acts = acts;
    this.transaction = transaction;
  }

  /**
   * Registers a browser for a recipient. One that is known keeps its id, whosever it was: who uses
   * the browser now is who brings it.
   *
   * @return its id
   * @throws io.chasqui.server.api.problem.NotFound when there is no such recipient
   * @throws RequestRefused when the recipient is not in a version that was asked for, or has as
   *     many as there may be
   */
  public UUID register(UUID recipient, String endpoint, PushKeys keys, IfMatch versions) {
    Optional<UUID> registered = Optional.empty();
    while (registered.isEmpty()) {
      registered =
          Objects.requireNonNull(
              transaction.execute(status -> register(recipient, versions, endpoint, keys)));
    }
    return registered.get();
  }

  /**
   * Whose the browser is has to be known before recipients are held, since all of them are held at
   * once.
   *
   * @return empty: it became another's meanwhile, by a merge
   */
  private Optional<UUID> register(
      UUID recipient, IfMatch versions, String endpoint, PushKeys keys) {
    subscriptions.lock(endpoint);
    Set<UUID> concerned = new HashSet<>(Set.of(recipient));
    subscriptions.ofEndpoint(endpoint).ifPresent(known -> concerned.add(known.recipientId()));
    Map<UUID, DirectoryEntry> held = recipients.hold(concerned);
    DirectoryEntry owner = held.get(recipient);
    if (owner == null) {
      throw RecipientProblems.notFound();
    }
    Optional<PushTarget> known = subscriptions.ofEndpoint(endpoint);
    if (known.isEmpty()) {
      versions.require(owner.version());
      return Optional.of(add(owner, endpoint, keys));
    }
    DirectoryEntry before = held.get(known.get().recipientId());
    if (before == null) {
      return Optional.empty();
    }
    versions.require(owner.version());
    return Optional.of(again(owner, before, known.get(), keys));
  }

  private UUID add(DirectoryEntry owner, String endpoint, PushKeys keys) {
    requireRoom(owner.id());
    PushTarget fresh = new PushTarget(TimeUuid.fresh(), owner.id(), endpoint, keys);
    subscriptions.add(fresh);
    changed(owner);
    acts.pushSubscriptionAdded(owner.id(), fresh.id(), null);
    log.info("Recipient {} takes push messages in a browser, {}", owner.id(), fresh.id());
    return fresh.id();
  }

  private UUID again(DirectoryEntry owner, DirectoryEntry before, PushTarget known, PushKeys keys) {
    PushTarget now = new PushTarget(known.id(), owner.id(), known.endpoint(), keys);
    if (now.equals(known)) {
      subscriptions.isUsed(known.id());
      return known.id();
    }
    boolean isMoved = !before.id().equals(owner.id());
    if (isMoved) {
      requireRoom(owner.id());
      changed(before);
    }
    subscriptions.change(now);
    changed(owner);
    acts.pushSubscriptionAdded(owner.id(), known.id(), isMoved ? before.id() : null);
    log.info("Recipient {} takes push messages in a known browser, {}", owner.id(), known.id());
    return known.id();
  }

  /**
   * Ends a subscription; deliveries to it fail then.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is no such recipient, or it has no
   *     such subscription
   * @throws RequestRefused when the recipient is not in a version that was asked for
   */
  public void remove(UUID recipient, UUID subscription, IfMatch versions) {
    transaction.executeWithoutResult(
        status -> {
          DirectoryEntry owner =
              recipients.hold(recipient).orElseThrow(RecipientProblems::notFound);
          versions.require(owner.version());
          if (!subscriptions.remove(subscription, recipient)) {
            throw PushProblems.notFound();
          }
          changed(owner);
          acts.pushSubscriptionRemoved(recipient, subscription);
          log.info("Recipient {} takes no push messages any more in {}", recipient, subscription);
        });
  }

  /** Under the hold of the recipient, so that nobody adds another one meanwhile. */
  private void requireRoom(UUID recipient) {
    if (subscriptions.ofRecipient(recipient).size() >= PushSubscriptions.MOST) {
      throw new RequestRefused(PushProblems.TOO_MANY, "most", PushSubscriptions.MOST);
    }
  }

  /** Its version rises. */
  private void changed(DirectoryEntry held) {
    recipients.change(List.of(held));
  }
}
