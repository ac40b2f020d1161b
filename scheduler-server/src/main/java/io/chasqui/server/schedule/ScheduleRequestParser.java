package io.chasqui.server.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.channel.TextChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns requests into orders, or into {@link io.chasqui.server.api.problem.InvalidRequest}. */
@Component
public class ScheduleRequestParser {

  private static final String TELEGRAM = "telegram";

  /** As what a wrong recipient reads. */
  private static final Recipient NOBODY = new TelegramChat("0");

  private final ScheduleSettings settings;
  private final PhoneNumbers phoneNumbers;
  private final Clock clock;

  /** Those that carry a message alone, by their names as platforms, in any case. */
  private final Map<String, TextChannel> textChannels =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final String supportedPlatforms;

  ScheduleRequestParser(
      ScheduleSettings settings,
      PhoneNumbers phoneNumbers,
      List<TextChannel> textChannels,
      Clock clock) {
    this.settings = settings;
    this.phoneNumbers = phoneNumbers;
    this.clock = clock;
    textChannels.forEach(one -> this.textChannels.put(platform(one.channel()), one));
    this.supportedPlatforms =
        Arrays.stream(Channel.values())
            .map(ScheduleRequestParser::platform)
            .filter(name -> name.equals(TELEGRAM) || this.textChannels.containsKey(name))
            .collect(Collectors.joining(", "));
  }

  private static String platform(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param requestedBy the name of the key that came with it
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.api.problem.RequestRefused when its channel is off or does not take
   *     such a message
   */
  public Order of(Written<? extends ScheduleRequest> written, @Nullable String requestedBy) {
    return of(written, requestedBy, clock.instant());
  }

  /**
   * @param now what the request's "in five minutes" and "in the past" refer to
   */
  Order of(Written<? extends ScheduleRequest> written, @Nullable String requestedBy, Instant now) {
    ScheduleRequest request = written.request();
    RequestFields fields = new RequestFields(written, now, settings.defaultDelay());
    CorrelationId correlationId = fields.correlationId(request.correlationId());
    CorrelationId reportId = fields.reportId(request.reportId(), correlationId);
    Target target = target(fields, request, reportId);
    String message = fields.message(request.message());
    String attachmentName =
        target.text() == null ? fields.attachmentName(request.attachmentName(), reportId) : null;
    OnUnknown onUnknown = fields.onUnknown(request.onUnknown(), target.onUnknown());
    Instant time = fields.scheduledTime(request.scheduledTime(), request.delay());
    Instant expiresAt = fields.expiresAt(request.expiresAt(), time);
    String category = fields.category(request.category());
    fields.requireValid(request.correlationId());
    MessageContent content =
        target.text() == null ? null : target.text().content(correlationId, message, now);
    return new Order(
        target.channel(),
        target.address(),
        target.recipientId(),
        correlationId,
        target.subject(),
        message,
        content,
        reportId,
        attachmentName,
        request.customerId(),
        onUnknown,
        time,
        expiresAt,
        category,
        requestedBy);
  }

  /**
   * What differs between the channels.
   *
   * @param address null: that of the recipient
   * @param text the rules of a channel that carries a message alone; null: it carries a report
   * @param onUnknown when the request does not say
   */
  private record Target(
      Channel channel,
      @Nullable Recipient address,
      @Nullable UUID recipientId,
      @Nullable String subject,
      @Nullable TextChannel text,
      OnUnknown onUnknown) {}

  private Target target(RequestFields fields, ScheduleRequest request, CorrelationId reportId) {
    return request instanceof ScheduleEmailRequest email
        ? email(fields, email, reportId)
        : messaging(fields, (ScheduleMessagingRequest) request);
  }

  /** E-mail that was cut off is sent once more unless the request says otherwise. */
  private static Target email(
      RequestFields fields, ScheduleEmailRequest request, CorrelationId reportId) {
    boolean isOfDirectory = Text.orNull(request.recipientId()) != null;
    if (isOfDirectory && Text.orNull(request.toEmail()) != null) {
      fields.problem("toEmail", "field.addressAndRecipient");
    }
    return new Target(
        Channel.EMAIL,
        isOfDirectory ? null : fields.emailAddress("toEmail", request.toEmail()),
        fields.uuid("recipientId", request.recipientId()),
        fields.subject(request.subject(), "Report " + reportId),
        null,
        OnUnknown.RESEND);
  }

  private Target messaging(RequestFields fields, ScheduleMessagingRequest request) {
    String platform = Text.orNull(request.platform());
    TextChannel text = platform == null ? null : textChannels.get(platform);
    if (text != null) {
      return textAlone(fields, request, text);
    }
    if (platform != null && !platform.equalsIgnoreCase(TELEGRAM)) {
      fields.problem("platform", "field.platform", supportedPlatforms);
    }
    return telegram(fields, request);
  }

  private Target textAlone(
      RequestFields fields, ScheduleMessagingRequest request, TextChannel text) {
    Channel channel = text.channel();
    fields.notFor(channel, "chatId", request.chatId());
    fields.notFor(channel, "attachmentName", request.attachmentName());
    fields.notFor(channel, "reportId", request.reportId());
    fields.required("message", request.message());
    Recipient address = channel == Channel.SMS ? phone(fields, request) : null;
    if (channel != Channel.SMS) {
      fields.notFor(channel, "phoneNumber", request.phoneNumber());
      fields.required("recipientId", request.recipientId());
    }
    UUID recipientId = fields.uuid("recipientId", request.recipientId());
    return new Target(channel, address, recipientId, null, text, text.onUnknown());
  }

  /** Null: that of the recipient. */
  private @Nullable Recipient phone(RequestFields fields, ScheduleMessagingRequest request) {
    String given = Text.orNull(request.phoneNumber());
    boolean isOfDirectory = Text.orNull(request.recipientId()) != null;
    if (given == null) {
      if (!isOfDirectory) {
        fields.required("phoneNumber", null);
      }
      return null;
    }
    if (isOfDirectory) {
      fields.problem("phoneNumber", "field.addressAndRecipient");
    }
    return fields.recipient("phoneNumber", phoneNumbers.read(given), NOBODY);
  }

  /** Telegram has no way to recognise a second copy: what was cut off is held for a person. */
  private Target telegram(RequestFields fields, ScheduleMessagingRequest request) {
    return new Target(
        Channel.TELEGRAM,
        chatOrPhone(fields, request),
        fields.uuid("recipientId", request.recipientId()),
        null,
        null,
        OnUnknown.HOLD);
  }

  /** Null: that of the recipient. */
  private @Nullable Recipient chatOrPhone(RequestFields fields, ScheduleMessagingRequest request) {
    String chatId = Text.orNull(request.chatId());
    String phoneNumber = Text.orNull(request.phoneNumber());
    long given =
        Stream.of(chatId, phoneNumber, Text.orNull(request.recipientId()))
            .filter(address -> address != null)
            .count();
    if (given != 1) {
      fields.problem("chatId", "field.chatIdOrPhoneNumber");
      return NOBODY;
    }
    if (chatId != null) {
      return fields.recipient("chatId", TelegramChat.read(chatId), NOBODY);
    }
    return phoneNumber == null
        ? null
        : fields.recipient("phoneNumber", phoneNumbers.read(phoneNumber), NOBODY);
  }
}
