package io.chasqui.messaging.webhook;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.delivery.webhook.SignedRequests;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.secret.UnreadableSecret;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.http.HostCalls;
import io.chasqui.worker.http.HostReply;
import io.chasqui.worker.http.JournalledBody;
import io.chasqui.worker.http.OneShotBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends what is stored, byte for byte, to the address that its endpoint has now. Each host is a
 * provider of its own.
 */
final class WebhookSender implements ChannelAdapter {

  private final Endpoints endpoints;
  private final EndpointHealth health;
  private final SecretBox secrets;
  private final SignedRequests requests;
  private final HostCalls http;
  private final int perHost;
  private final double ratePerHost;
  private final ChannelPolicy policy;

  /**
   * @param perHost in flight at the most
   * @param ratePerHost a second at the most, from all workers together
   */
  WebhookSender(
      Endpoints endpoints,
      EndpointHealth health,
      SecretBox secrets,
      SignedRequests requests,
      HostCalls http,
      int perHost,
      double ratePerHost,
      ChannelPolicy policy) {
    this.endpoints = endpoints;
    this.health = health;
    this.secrets = secrets;
    this.requests = requests;
    this.http = http;
    this.perHost = perHost;
    this.ratePerHost = ratePerHost;
    this.policy = policy;
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public ChannelPolicy policy() {
    return policy;
  }

  @Override
  public List<Provider> providers(String lane) {
    return List.of(new Provider(lane));
  }

  @Override
  public int mostInFlight(String lane) {
    return perHost;
  }

  @Override
  public double mostPerSecond(Provider provider) {
    return ratePerHost;
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    Optional<Endpoint> endpoint = endpoints.find(UUID.fromString(delivery.recipient().value()));
    if (endpoint.isEmpty()) {
      return new Outcome.PermanentFailure(WebhookFailure.ENDPOINT_REMOVED, null);
    }
    if (endpoint.get().disabled() != null) {
      return new Outcome.PermanentFailure(WebhookFailure.ENDPOINT_DISABLED, null);
    }
    try {
      return send(delivery, endpoint.get(), endpoint.get().secrets(secrets), journal);
    } catch (UnreadableSecret e) {
      return new Outcome.ChannelFault(WebhookFailure.SECRET_UNREADABLE, e.getMessage());
    }
  }

  /** The time is the database's, whatever this machine thinks: receivers refuse what is old. */
  private Outcome send(
      ClaimedDelivery delivery,
      Endpoint endpoint,
      List<WebhookSecret> signing,
      AttemptJournal journal) {
    String text = delivery.message();
    OneShotBody body = new OneShotBody(SignedRequests.JSON, text.getBytes(StandardCharsets.UTF_8));
    HostReply reply =
        http.send(
            requests.request(
                endpoint.url(),
                delivery.id().toString(),
                delivery.startedAt(),
                text,
                new JournalledBody(body, journal),
                signing),
            journal);
    Outcome outcome = ReplyClassifier.outcomeOf(reply);
    if (!(reply instanceof HostReply.NotSent notSent && notSent.byUs())) {
      health.ended(endpoint, outcome);
    }
    return outcome;
  }
}
