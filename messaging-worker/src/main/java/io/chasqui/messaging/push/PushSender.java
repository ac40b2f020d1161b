package io.chasqui.messaging.push;

import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.platform.Digests;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.http.HostCalls;
import io.chasqui.worker.http.HostReply;
import io.chasqui.worker.http.JournalledBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is stored, encrypted for its browser, to that browser's push service. Each host is a
 * provider of its own.
 */
final class PushSender implements ChannelAdapter {

  private static final Logger log = LoggerFactory.getLogger(PushSender.class);

  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  /** RFC 8030 has no more room. */
  private static final int TOPIC_LENGTH = 32;

  private final PushSubscriptions subscriptions;
  private final VapidTokens tokens;
  private final Rejections rejections = new Rejections();
  private final HostCalls http;
  private final Duration ttl;
  private final int perHost;
  private final ChannelPolicy policy;

  /**
   * @param ttl for so long a push service keeps a message for a device that is off
   * @param perHost in flight at the most
   */
  PushSender(
      PushSubscriptions subscriptions,
      VapidTokens tokens,
      HostCalls http,
      Duration ttl,
      int perHost,
      ChannelPolicy policy) {
    this.subscriptions = subscriptions;
    this.tokens = tokens;
    this.http = http;
    this.ttl = ttl;
    this.perHost = perHost;
    this.policy = policy;
  }

  @Override
  public Channel channel() {
    return Channel.PUSH;
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
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    Optional<PushTarget> target = subscriptions.find(UUID.fromString(delivery.recipient().value()));
    if (target.isEmpty()) {
      return new Outcome.PermanentFailure(
          PushFailure.SUBSCRIPTION_GONE, "the subscription was removed");
    }
    if (!target.get().recipientId().equals(delivery.recipientId())) {
      // Somebody else uses that browser now, and must not see it.
      return new Outcome.PermanentFailure(
          PushFailure.SUBSCRIPTION_GONE, "the browser is another recipient's now");
    }
    Outcome outcome = send(delivery, target.get(), journal);
    if (PushFailure.SUBSCRIPTION_GONE.equals(outcome.code())) {
      remove(target.get());
    }
    return outcome;
  }

  private Outcome send(ClaimedDelivery delivery, PushTarget target, AttemptJournal journal) {
    HttpUrl url = HttpUrl.get(target.endpoint());
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("TTL", String.valueOf(secondsToLive(delivery)))
            .header("Urgency", Urgency.of(delivery.message()))
            .header("Topic", topic(delivery))
            .header("Authorization", tokens.authorization(origin(url)))
            .header("Content-Encoding", "aes128gcm")
            .post(new JournalledBody(encrypted(delivery.message(), target.keys()), journal));
    HostReply reply = http.send(request, journal);
    return rejections.judge(target.lane().name(), ReplyClassifier.outcomeOf(reply));
  }

  /** What a token is for: without the port where it is the scheme's own. */
  private static String origin(HttpUrl url) {
    String whole = url.newBuilder().encodedPath("/").query(null).fragment(null).build().toString();
    return whole.substring(0, whole.length() - 1);
  }

  /** Not beyond the deadline; 0 would mean that a device that is off never gets it. */
  private long secondsToLive(ClaimedDelivery delivery) {
    long most = ttl.toSeconds();
    if (delivery.expiresAt() != null) {
      most =
          Math.min(most, Duration.between(delivery.startedAt(), delivery.expiresAt()).toSeconds());
    }
    return Math.max(1, most);
  }

  /** The same in each attempt, so that a message that is sent again replaces itself. */
  private static String topic(ClaimedDelivery delivery) {
    byte[] id = delivery.id().toString().getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Digests.sha256().digest(id))
        .substring(0, TOPIC_LENGTH);
  }

  private static RequestBody encrypted(String json, PushKeys keys) {
    byte[] bytes =
        MessageEncryptions.of()
            .encrypt(
                UserAgentMessageEncryptionKeyInfo.of(keys.p256dh(), keys.auth()),
                PushMessage.ofUTF8(json))
            .toBytes();
    return RequestBody.create(bytes, BYTES);
  }

  /** The peer has heard of the message, so that nothing may leave here. */
  private void remove(PushTarget target) {
    try {
      if (subscriptions.removeGone(target.id())) {
        log.info("Push subscription {} is gone, its push service says: removed", target.id());
      }
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "A push subscription could not be removed", "the next attempt tells it again", e);
    }
  }
}
