package io.chasqui.server.recipient.push;

import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientActs;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.RecipientStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers browsers. They are addresses of their recipients, whose versions rise with each change.
 */
@Service
public class PushRegistrations {

  /** Of one recipient. */
  static final int MOST = 20;

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
   * @throws RequestRefused when the recipient has as many as there may be
   */
  public UUID register(UUID recipient, String endpoint, PushKeys keys) {
    try {
      return inTransaction(recipient, endpoint, keys);
    } catch (DuplicateKeyException e) {
      // Somebody else has added it since it was looked for, and it is found now.
      return inTransaction(recipient, endpoint, keys);
    }
  }

  private UUID inTransaction(UUID recipient, String endpoint, PushKeys keys) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              DirectoryEntry owner = held(recipient);
              Optional<PushTarget> known = subscriptions.hold(endpoint);
              return known.isPresent()
                  ? again(owner, known.get(), keys)
                  : add(owner, endpoint, keys);
            }));
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

  private UUID again(DirectoryEntry owner, PushTarget known, PushKeys keys) {
    PushTarget now = new PushTarget(known.id(), owner.id(), known.endpoint(), keys);
    if (now.equals(known)) {
      return known.id();
    }
    boolean isMoved = !known.recipientId().equals(owner.id());
    if (isMoved) {
      requireRoom(owner.id());
      recipients.hold(known.recipientId()).ifPresent(this::changed);
    }
    subscriptions.change(now);
    changed(owner);
    acts.pushSubscriptionAdded(owner.id(), known.id(), isMoved ? known.recipientId() : null);
    log.info("Recipient {} takes push messages in a known browser, {}", owner.id(), known.id());
    return known.id();
  }

  /**
   * Ends a subscription; deliveries to it fail then.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is no such recipient, or it has no
   *     such subscription
   */
  public void remove(UUID recipient, UUID subscription) {
    transaction.executeWithoutResult(
        status -> {
          DirectoryEntry owner = held(recipient);
          if (!subscriptions.remove(subscription, recipient)) {
            throw PushProblems.notFound();
          }
          changed(owner);
          acts.pushSubscriptionRemoved(recipient, subscription);
          log.info("Recipient {} takes no push messages any more in {}", recipient, subscription);
        });
  }

  private DirectoryEntry held(UUID recipient) {
    return recipients.hold(recipient).orElseThrow(RecipientProblems::notFound);
  }

  /** Under the hold of the recipient, so that nobody adds another one meanwhile. */
  private void requireRoom(UUID recipient) {
    if (subscriptions.ofRecipient(recipient).size() >= MOST) {
      throw new RequestRefused(PushProblems.TOO_MANY, "most", MOST);
    }
  }

  /** Its version rises. */
  private void changed(DirectoryEntry held) {
    recipients.change(List.of(held));
  }
}
