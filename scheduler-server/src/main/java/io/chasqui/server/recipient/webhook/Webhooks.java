package io.chasqui.server.recipient.webhook;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.contract.recipient.WebhookTestView;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.delivery.webhook.WebhookSettings;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.RecipientStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The webhooks of recipients. Each act is one transaction, which holds the recipient and raises its
 * version, so that nobody stores a delivery for what was there before.
 */
@Service
public class Webhooks {

  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final RecipientStore recipients;
  private final Endpoints endpoints;
  private final Suppressions suppressions;
  private final AddressHashes hashes;
  private final EndpointUpkeep upkeep;
  private final SecretBox secrets;
  private final WebhookTrial trial;
  private final WebhookActs acts;
  private final WebhookSettings settings;
  private final TransactionTemplate transaction;

  Webhooks(
      RecipientStore recipients,
      Endpoints endpoints,
      Suppressions suppressions,
      AddressHashes hashes,
      EndpointUpkeep upkeep,
      SecretBox secrets,
      WebhookTrial trial,
      WebhookActs acts,
      WebhookSettings settings,
      TransactionTemplate transaction) {
    this.recipients = recipients;
    this.endpoints = endpoints;
    this.suppressions = suppressions;
    this.hashes = hashes;
    this.upkeep = upkeep;
    this.secrets = secrets;
    this.trial = trial;
    this.acts = acts;
    this.settings = settings;
    this.transaction = transaction;
  }

  /**
   * The one of a recipient.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   */
  public Endpoint find(UUID recipient) {
    return endpoints.ofRecipient(recipient).orElseThrow(WebhookProblems::notFound);
  }

  /**
   * The version of a recipient, which rises with each change of its webhook.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is no such recipient
   */
  public long version(UUID recipient) {
    return recipients.find(recipient).orElseThrow(WebhookProblems::notFound).version();
  }

  /**
   * Registers where a recipient takes webhooks, in place of what was there. The endpoint is enabled
   * then, and what waits for it goes to the new address.
   *
   * @param url checked
   * @param given null: a new endpoint gets a fresh one, one that is there keeps its own
   * @return the secret, where it was set now
   * @throws io.chasqui.server.api.problem.NotFound when there is no such recipient
   * @throws RequestRefused when the recipient is not in a version that was asked for, or there is
   *     no key to keep the secret with
   */
  public Optional<WebhookSecret> register(
      UUID recipient, String url, @Nullable WebhookSecret given, IfMatch versions) {
    requireKey();
    Optional<WebhookSecret> set = act(recipient, versions, held -> register(held, url, given));
    upkeep.run();
    return set;
  }

  private Optional<WebhookSecret> register(
      DirectoryEntry recipient, String url, @Nullable WebhookSecret given) {
    Optional<Endpoint> there = endpoints.hold(recipient.id());
    Optional<WebhookSecret> set =
        there.isPresent()
            ? Optional.ofNullable(given)
            : Optional.of(given == null ? WebhookSecret.fresh() : given);
    UUID id = there.map(Endpoint::id).orElseGet(TimeUuid::fresh);
    if (there.isEmpty()) {
      endpoints.add(id, recipient.id(), url, sealed(id, set.orElseThrow()));
    } else {
      endpoints.register(id, url);
      mayBeSentTo(id);
      set.ifPresent(
          secret -> endpoints.replaceSecret(id, sealed(id, secret), settings.rotationOverlap()));
    }
    acts.registered(recipient.id(), there.isEmpty(), set.isPresent());
    return set;
  }

  /**
   * Gives a recipient's webhooks another secret; the one before signs too for {@code
   * chasqui.webhook.rotation-overlap}.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws RequestRefused when the recipient is not in a version that was asked for, or there is
   *     no key to keep the secret with
   */
  public WebhookSecret rotate(UUID recipient, IfMatch versions) {
    requireKey();
    return act(
        recipient,
        versions,
        held -> {
          UUID id = held(held).id();
          WebhookSecret fresh = WebhookSecret.fresh();
          endpoints.replaceSecret(id, sealed(id, fresh), settings.rotationOverlap());
          acts.rotated(recipient);
          return fresh;
        });
  }

  /**
   * Has webhooks sent again to an endpoint that was disabled.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws RequestRefused when the recipient is not in a version that was asked for
   */
  public Endpoint enable(UUID recipient, IfMatch versions) {
    return act(
        recipient,
        versions,
        held -> {
          enableAgain(held(held).id());
          acts.enabled(recipient);
          return find(recipient);
        });
  }

  /**
   * Removes a recipient's; deliveries that wait for it fail.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws RequestRefused when the recipient is not in a version that was asked for
   */
  public void remove(UUID recipient, IfMatch versions) {
    act(
        recipient,
        versions,
        held -> {
          held(held);
          acts.removed(recipient);
          return endpoints.remove(recipient);
        });
  }

  /**
   * Sends a webhook of no delivery now. An endpoint that takes it is enabled.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws RequestRefused when its secret cannot be read
   */
  public WebhookTestView test(UUID recipient) {
    requireKey();
    Endpoint endpoint = find(recipient);
    WebhookTrial.Tried tried = trial.of(endpoint);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              // Held before its endpoint, as everybody does it.
              Optional<DirectoryEntry> held = recipients.hold(recipient);
              acts.tested(recipient, tried.isDelivered());
              return tried.view(held.isPresent() && isEnabledAfter(tried, endpoint, held.get()));
            }));
  }

  private void enableAgain(UUID endpoint) {
    endpoints.enable(endpoint);
    mayBeSentTo(endpoint);
  }

  /** Whatever it said of being gone. */
  private void mayBeSentTo(UUID endpoint) {
    suppressions.lift(
        Channel.WEBHOOK,
        List.of(hashes.of(new WebhookEndpoint(endpoint))),
        Set.of(SuppressionReason.WEBHOOK_GONE));
  }

  /** What it takes says something of the endpoint that was tried, if that is there still. */
  private boolean isEnabledAfter(
      WebhookTrial.Tried tried, Endpoint endpoint, DirectoryEntry recipient) {
    Optional<Endpoint> now = endpoints.hold(endpoint.recipientId());
    boolean isThere =
        now.filter(one -> one.id().equals(endpoint.id()) && one.url().equals(endpoint.url()))
            .isPresent();
    if (isThere && tried.isDelivered()) {
      enableAgain(endpoint.id());
      if (now.get().disabled() != null) {
        recipients.change(List.of(recipient));
      }
      return true;
    }
    return now.isPresent() && now.get().disabled() == null;
  }

  private void requireKey() {
    if (!secrets.isOn()) {
      throw WebhookProblems.secretsOff();
    }
  }

  private Endpoint held(DirectoryEntry recipient) {
    return endpoints.hold(recipient.id()).orElseThrow(WebhookProblems::notFound);
  }

  private String sealed(UUID id, WebhookSecret secret) {
    return secrets.seal(secret.reveal(), Endpoint.place(id));
  }

  private <T> T act(UUID recipient, IfMatch versions, Function<DirectoryEntry, T> act) {
    T done =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  DirectoryEntry held =
                      recipients.hold(recipient).orElseThrow(RecipientProblems::notFound);
                  versions.require(held.version());
                  T result = act.apply(held);
                  recipients.change(List.of(held));
                  return result;
                }));
    log.info("The webhook of recipient {} was changed", recipient);
    return done;
  }
}
