package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.sms.SmsLength;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be scheduled; every value is already checked.
 *
 * @param correlationId ties what belongs together in logs and events
 * @param channel the way that it takes
 * @param recipient to whom, by that channel
 * @param subject e-mail only
 * @param message plain text; empty: none
 * @param reportId names the report, if there is one
 * @param attachmentName the report's file name, as the recipient sees it; null: there is no report
 * @param customerId whose customer it is about; null: nobody said
 * @param onUnknown what is done when an attempt is cut off after the last byte
 * @param scheduledTime not sent before it
 * @param expiresAt not sent after it; null: no deadline
 * @param retrySchedule the waits after temporary failures; null: those of its channel
 * @param lane whose fate it shares; to a push subscription or a webhook endpoint that of its host
 * @param band who goes first on it
 * @param origin what made it
 * @param requestedBy the name of a key, or a login; null: the server itself
 * @param recipientId of the one in the directory whose it is; null: nobody's there
 * @param category of what it is, by which people choose what they want; null: of none
 * @param content what it says, in place of subject and message; null: those
 */
public record DeliveryRequest(
    CorrelationId correlationId,
    Channel channel,
    Recipient recipient,
    @Nullable String subject,
    String message,
    CorrelationId reportId,
    @Nullable String attachmentName,
    @Nullable Long customerId,
    OnUnknown onUnknown,
    Instant scheduledTime,
    @Nullable Instant expiresAt,
    @Nullable RetrySchedule retrySchedule,
    Lane lane,
    Band band,
    Origin origin,
    @Nullable String requestedBy,
    @Nullable UUID recipientId,
    @Nullable String category,
    @Nullable MessageContent content) {

  /**
   * @throws IllegalArgumentException when there is neither a report nor a message nor a content, or
   *     a content beside a subject or message, or when what goes to a push subscription or a
   *     webhook endpoint is on its channel's own lane
   */
  public DeliveryRequest {
    if (attachmentName == null && message.isBlank() && content == null) {
      throw new IllegalArgumentException("a delivery has a report or a message, or both");
    }
    if (content != null && (subject != null || !message.isEmpty())) {
      throw new IllegalArgumentException("a delivery says its content, or subject and message");
    }
    if (recipient.kind().isId() && lane.equals(Lane.of(channel))) {
      throw new IllegalArgumentException(
          recipient.kind()
              + " does not say its host: name the host's lane, Lane.of(channel, origin)");
    }
  }

  /** How many parts its text takes as an SMS; null: it is of another channel. */
  public @Nullable Integer segments() {
    return channel == Channel.SMS ? Integer.valueOf(SmsLength.of(text()).segments()) : null;
  }

  private String text() {
    String text = content == null ? message : content.text();
    return text == null ? "" : text;
  }

  /** One to an e-mail address. One that was cut off is sent once more, unless it says otherwise. */
  public static Builder email(EmailAddress address) {
    return to(Channel.EMAIL, address, OnUnknown.RESEND);
  }

  /**
   * One to a Telegram chat. One that was cut off is held for a person, unless it says otherwise.
   */
  public static Builder telegram(Recipient chat) {
    return to(Channel.TELEGRAM, chat, OnUnknown.HOLD);
  }

  /**
   * One to any recipient.
   *
   * @param onUnknown what is done when it may have been sent, unless {@link Builder#onUnknown} says
   *     otherwise
   * @throws IllegalArgumentException when the channel has no recipients of that kind
   */
  public static Builder to(Channel channel, Recipient recipient, OnUnknown onUnknown) {
    return new Builder(channel, recipient, onUnknown);
  }

  /**
   * What is not given is absent; origin, correlation id and time have to be given, and the lane of
   * what goes to a push subscription or a webhook endpoint.
   */
  public static final class Builder {

    private final Channel channel;
    private final Recipient recipient;
    private OnUnknown onUnknown;
    private @Nullable Origin origin;
    private @Nullable String requestedBy;
    private @Nullable UUID recipientId;
    private @Nullable String category;
    private @Nullable MessageContent content;
    private @Nullable CorrelationId correlationId;
    private @Nullable String subject;
    private String message = "";
    private @Nullable CorrelationId reportId;
    private @Nullable String attachmentName;
    private @Nullable Long customerId;
    private @Nullable Instant scheduledTime;
    private @Nullable Instant expiresAt;
    private @Nullable RetrySchedule retrySchedule;
    private Lane lane;
    private Band band = Band.DIRECT;

    private Builder(Channel channel, Recipient recipient, OnUnknown onUnknown) {
      if (!recipient.kind().fits(channel)) {
        throw new IllegalArgumentException(
            channel + " has no recipient of kind " + recipient.kind());
      }
      this.channel = channel;
      this.lane = Lane.of(channel);
      this.recipient = recipient;
      this.onUnknown = onUnknown;
    }

    /** What makes it. */
    public Builder origin(Origin what) {
      this.origin = what;
      return this;
    }

    /** The name of a key, or a login; null: the server itself. */
    public Builder requestedBy(@Nullable String name) {
      this.requestedBy = name;
      return this;
    }

    /** Whose it is in the directory; null: nobody's there. */
    public Builder recipientId(@Nullable UUID id) {
      this.recipientId = id;
      return this;
    }

    /** Of what it is, by which people choose what they want; null: of none. */
    public Builder category(@Nullable String name) {
      this.category = name;
      return this;
    }

    /** What it says, in place of subject and message; null: those. Several may say the same. */
    public Builder content(@Nullable MessageContent said) {
      this.content = said;
      return this;
    }

    /**
     * Ties what belongs together; names the report too, unless {@link #report(CorrelationId,
     * String)} names another.
     */
    public Builder correlationId(CorrelationId id) {
      this.correlationId = id;
      return this;
    }

    /** E-mail only; null: none. */
    public Builder subject(@Nullable String line) {
      this.subject = line;
      return this;
    }

    /** Plain text; empty: none. */
    public Builder message(String text) {
      this.message = text;
      return this;
    }

    /** With the report that the correlation id names, under this file name; null: none. */
    public Builder report(@Nullable String fileName) {
      this.attachmentName = fileName;
      return this;
    }

    /** With this report, under this file name. */
    public Builder report(CorrelationId id, String fileName) {
      this.reportId = id;
      this.attachmentName = fileName;
      return this;
    }

    /** Whose customer it is about; null: nobody said. */
    public Builder customerId(@Nullable Long id) {
      this.customerId = id;
      return this;
    }

    /** What is done when an attempt is cut off after the last byte. */
    public Builder onUnknown(OnUnknown what) {
      this.onUnknown = what;
      return this;
    }

    /** It is not sent before this time. */
    public Builder at(Instant time) {
      this.scheduledTime = time;
      return this;
    }

    /** It is not sent after this time; null: no deadline. */
    public Builder expiresAt(@Nullable Instant time) {
      this.expiresAt = time;
      return this;
    }

    /** The waits after temporary failures; null: those of its channel. */
    public Builder waits(@Nullable RetrySchedule schedule) {
      this.retrySchedule = schedule;
      return this;
    }

    /**
     * On this lane of its channel; its channel's own, unless this says otherwise. A push
     * subscription and a webhook endpoint are only an id: who knows their host says its lane.
     */
    public Builder lane(Lane one) {
      this.lane = one;
      return this;
    }

    /** Direct, unless this says otherwise. */
    public Builder band(Band one) {
      this.band = one;
      return this;
    }

    /**
     * The request that was put together.
     *
     * @throws IllegalArgumentException when there is neither a report nor a message, or no lane
     *     where one has to be given
     * @throws NullPointerException when it has no origin, correlation id or time
     */
    public DeliveryRequest build() {
      CorrelationId id = Objects.requireNonNull(correlationId, "correlationId");
      return new DeliveryRequest(
          id,
          channel,
          recipient,
          subject,
          message,
          reportId == null ? id : reportId,
          attachmentName,
          customerId,
          onUnknown,
          Objects.requireNonNull(scheduledTime, "scheduledTime"),
          expiresAt,
          retrySchedule,
          lane,
          band,
          Objects.requireNonNull(origin, "origin"),
          requestedBy,
          recipientId,
          category,
          content);
    }
  }
}
