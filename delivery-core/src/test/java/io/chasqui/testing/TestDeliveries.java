package io.chasqui.testing;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.Band;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.EndedAttempt;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TimeUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds deliveries for tests: valid unless told otherwise. */
public final class TestDeliveries {

  private final Channel channel;
  private final Recipient recipient;
  private String correlationId = "report-1";
  private @Nullable String subject;
  private String message = "Your report is ready.";
  private @Nullable String attachmentName = "report-1.pdf";
  private @Nullable RetrySchedule retrySchedule;
  private OnUnknown onUnknown = OnUnknown.RESEND;
  private Instant scheduledTime = Instant.parse("2026-01-01T00:00:00Z");
  private @Nullable Instant expiresAt;
  private Lane lane;
  private Band band = Band.DIRECT;
  private @Nullable UUID recipientId;

  private TestDeliveries(Channel channel, Recipient recipient) {
    this.channel = channel;
    this.recipient = recipient;
    this.lane = Lane.of(channel);
  }

  /** One that gives no signs of life: its leases alone say when it is lost. */
  public static Worker worker(String name) {
    return new Worker(TimeUuid.fresh(), name);
  }

  /** An e-mail that is due already. */
  public static TestDeliveries anEmail() {
    return new TestDeliveries(Channel.EMAIL, EmailAddress.of("ivan@example.com"))
        .withSubject("Report report-1");
  }

  /** A Telegram message that is due already. */
  public static TestDeliveries aTelegramMessage() {
    return new TestDeliveries(Channel.TELEGRAM, new TelegramChat("1001"));
  }

  /** One of its channel's own lane that a person waits for. */
  public static WaitingDelivery waiting(
      DeliveryId id, Channel channel, CorrelationId correlationId, Instant dueAt) {
    return new WaitingDelivery(id, channel, Lane.of(channel), Band.DIRECT, correlationId, dueAt);
  }

  public static TestDeliveries to(Channel channel, Recipient recipient) {
    return new TestDeliveries(channel, recipient);
  }

  public TestDeliveries withCorrelationId(String value) {
    this.correlationId = value;
    this.attachmentName = value + ".pdf";
    return this;
  }

  /** Of one in the directory. */
  public TestDeliveries ofRecipient(UUID value) {
    this.recipientId = value;
    return this;
  }

  public TestDeliveries withSubject(@Nullable String value) {
    this.subject = value;
    return this;
  }

  public TestDeliveries withMessage(String value) {
    this.message = value;
    return this;
  }

  public TestDeliveries withAttachmentName(String value) {
    this.attachmentName = value;
    return this;
  }

  public TestDeliveries withOnUnknown(OnUnknown value) {
    this.onUnknown = value;
    return this;
  }

  public TestDeliveries withoutReport() {
    this.attachmentName = null;
    return this;
  }

  public TestDeliveries retryingAfter(Duration... waits) {
    this.retrySchedule = new RetrySchedule(List.of(waits));
    return this;
  }

  public TestDeliveries dueAt(Instant value) {
    this.scheduledTime = value;
    return this;
  }

  public TestDeliveries expiringAt(Instant value) {
    this.expiresAt = value;
    return this;
  }

  public TestDeliveries onLane(Lane value) {
    this.lane = value;
    return this;
  }

  public TestDeliveries inBulk() {
    this.band = Band.BULK;
    return this;
  }

  public DeliveryRequest build() {
    return DeliveryRequest.to(channel, recipient, onUnknown)
        .origin(Origin.REQUEST)
        .correlationId(new CorrelationId(correlationId))
        .subject(subject)
        .message(message)
        .report(attachmentName)
        .customerId(42L)
        .at(scheduledTime)
        .expiresAt(expiresAt)
        .waits(retrySchedule)
        .lane(lane)
        .recipientId(recipientId)
        .band(band)
        .build();
  }

  /** Ends one attempt and its delivery; false when it is not its delivery's running one. */
  public static boolean endAlone(AttemptLedger ledger, EndOfAttempt end, DeliveryStatus status) {
    return ledger.end(List.of(new EndedAttempt(end, status))).get(0);
  }
}
