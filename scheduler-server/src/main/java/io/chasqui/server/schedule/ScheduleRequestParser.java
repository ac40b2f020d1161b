package io.chasqui.server.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.channel.SmsChannel;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns requests into deliveries, or into {@link io.chasqui.server.api.problem.InvalidRequest}. */
@Component
public class ScheduleRequestParser {

  private static final String SUPPORTED_PLATFORMS = "telegram, sms";
  private static final String TELEGRAM = "telegram";
  private static final String SMS = "sms";

  /** As what a wrong recipient reads. */
  private static final Recipient NOBODY = new TelegramChat("0");

  private final ScheduleSettings settings;
  private final PhoneNumbers phoneNumbers;
  private final SmsChannel smsChannel;
  private final Clock clock;

  ScheduleRequestParser(
      ScheduleSettings settings, PhoneNumbers phoneNumbers, SmsChannel smsChannel, Clock clock) {
    this.settings = settings;
    this.phoneNumbers = phoneNumbers;
    this.smsChannel = smsChannel;
    this.clock = clock;
  }

  /**
   * @param requestedBy the name of the key that came with it
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.api.problem.RequestRefused when its channel is off or does not take
   *     such a message
   */
  public DeliveryRequest of(
      Written<? extends ScheduleRequest> written, @Nullable String requestedBy) {
    return of(written, requestedBy, clock.instant());
  }

  /**
   * @param now what the request's "in five minutes" and "in the past" refer to
   */
  DeliveryRequest of(
      Written<? extends ScheduleRequest> written, @Nullable String requestedBy, Instant now) {
    ScheduleRequest request = written.request();
    RequestFields fields = new RequestFields(written, now, settings.defaultDelay());
    CorrelationId correlationId = fields.correlationId(request.correlationId());
    CorrelationId reportId = fields.reportId(request.reportId(), correlationId);
    Address address = address(fields, request, reportId);
    String message = fields.message(request.message());
    String attachmentName =
        address.carriesReport() ? fields.attachmentName(request.attachmentName(), reportId) : null;
    OnUnknown onUnknown = fields.onUnknown(request.onUnknown(), address.onUnknown());
    Instant time = fields.scheduledTime(request.scheduledTime(), request.delay());
    Instant expiresAt = fields.expiresAt(request.expiresAt(), time);
    fields.requireValid(request.correlationId());
    if (address.channel() == Channel.SMS) {
      smsChannel.requireSendable(message);
    }
    DeliveryRequest.Builder delivery =
        DeliveryRequest.to(address.channel(), address.recipient(), onUnknown)
            .origin(Origin.REQUEST)
            .requestedBy(requestedBy)
            .correlationId(correlationId)
            .subject(address.subject())
            .message(message)
            .customerId(request.customerId())
            .at(time)
            .expiresAt(expiresAt);
    return (attachmentName == null ? delivery : delivery.report(reportId, attachmentName)).build();
  }

  /**
   * What differs between the channels.
   *
   * @param onUnknown when the request does not say
   */
  private record Address(
      Channel channel, Recipient recipient, @Nullable String subject, OnUnknown onUnknown) {

    /** An SMS is its text alone. */
    boolean carriesReport() {
      return channel != Channel.SMS;
    }
  }

  private Address address(RequestFields fields, ScheduleRequest request, CorrelationId reportId) {
    return request instanceof ScheduleEmailRequest email
        ? email(fields, email, reportId)
        : messaging(fields, (ScheduleMessagingRequest) request);
  }

  /** E-mail that was cut off is sent once more unless the request says otherwise. */
  private static Address email(
      RequestFields fields, ScheduleEmailRequest request, CorrelationId reportId) {
    return new Address(
        Channel.EMAIL,
        fields.emailAddress("toEmail", request.toEmail()),
        fields.subject(request.subject(), "Report " + reportId),
        OnUnknown.RESEND);
  }

  private Address messaging(RequestFields fields, ScheduleMessagingRequest request) {
    checkPlatform(fields, request.platform());
    return SMS.equalsIgnoreCase(request.platform())
        ? sms(fields, request)
        : telegram(fields, request);
  }

  private Address sms(RequestFields fields, ScheduleMessagingRequest request) {
    fields.notForSms("chatId", request.chatId());
    fields.notForSms("attachmentName", request.attachmentName());
    fields.notForSms("reportId", request.reportId());
    fields.required("message", request.message());
    return new Address(Channel.SMS, phone(fields, request), null, smsChannel.onUnknown());
  }

  private Recipient phone(RequestFields fields, ScheduleMessagingRequest request) {
    String given = Text.orNull(request.phoneNumber());
    if (given == null) {
      fields.required("phoneNumber", null);
      return NOBODY;
    }
    return fields.recipient("phoneNumber", phoneNumbers.read(given), NOBODY);
  }

  /** Telegram has no way to recognise a second copy: what was cut off is held for a person. */
  private Address telegram(RequestFields fields, ScheduleMessagingRequest request) {
    return new Address(
        Channel.TELEGRAM,
        chatOrPhone(fields, request.chatId(), request.phoneNumber()),
        null,
        OnUnknown.HOLD);
  }

  private static void checkPlatform(RequestFields fields, @Nullable String platform) {
    if (platform != null
        && !platform.isBlank()
        && !platform.equalsIgnoreCase(TELEGRAM)
        && !platform.equalsIgnoreCase(SMS)) {
      fields.problem("platform", "field.platform", SUPPORTED_PLATFORMS);
    }
  }

  private Recipient chatOrPhone(
      RequestFields fields, @Nullable String requestedChat, @Nullable String requestedPhone) {
    String chatId = Text.orNull(requestedChat);
    String phoneNumber = Text.orNull(requestedPhone);
    if (chatId != null && phoneNumber == null) {
      return fields.recipient("chatId", TelegramChat.read(chatId), NOBODY);
    }
    if (phoneNumber != null && chatId == null) {
      return fields.recipient("phoneNumber", phoneNumbers.read(phoneNumber), NOBODY);
    }
    fields.problem("chatId", "field.chatIdOrPhoneNumber");
    return NOBODY;
  }
}
