package io.chasqui.server.template.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.template.TemplateRequest;
import io.chasqui.server.api.request.ChannelWords;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.template.TemplateId;
import io.chasqui.server.template.TemplateParts;
import io.chasqui.server.template.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a draft of a template: which parts it has, and not yet whether they are any good. */
@Component
class TemplateFields {

  /** Of each part, in UTF-8. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Set<String> OF_PUSH =
      Set.of("title", "body", "url", "icon", "tag", "urgency");
  private static final Set<String> URGENCIES = Set.of("very-low", "low", "normal", "high");

  private final RecipientParser parser;

  TemplateFields(RecipientParser parser) {
    this.parser = parser;
  }

  /**
   * What a request says.
   *
   * @param id without a version
   */
  record Given(TemplateId id, TemplateParts parts) {}

  /**
   * @param which it is to be; null: the request says it
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  Given read(Written<TemplateRequest> written, @Nullable TemplateId which) {
    Fields fields = new Fields(written);
    TemplateRequest request = written.request();
    TemplateId id = which == null ? id(fields, request) : same(fields, request, which);
    TemplateParts parts =
        new TemplateParts(
            text(fields, "subject", request.subject()),
            text(fields, "text", request.text()),
            text(fields, "html", request.html()),
            tree(fields, "push", request.push()),
            tree(fields, "webhook", request.webhook()),
            tree(fields, "sample", request.sample()));
    requireParts(fields, id.channel(), parts);
    fields.requireValid(null);
    return new Given(id, parts);
  }

  private TemplateId id(Fields fields, TemplateRequest request) {
    String event = Text.orNull(request.event());
    if (event == null) {
      fields.problem("event", "field.required");
    } else if (!EventType.isName(event)) {
      fields.problem("event", "field.event");
    }
    Optional<Channel> channel = ChannelWords.read(fields, "channel", request.channel());
    String locale = parser.locale(fields, "locale", request.locale());
    if (Text.orNull(request.locale()) == null) {
      fields.problem("locale", "field.required");
    }
    return new TemplateId(
        event == null ? "" : event,
        channel.orElse(Channel.EMAIL),
        locale == null ? "" : locale,
        null);
  }

  /** Whoever writes back what was read names them too. */
  private static TemplateId same(Fields fields, TemplateRequest request, TemplateId which) {
    requireSame(fields, "event", request.event(), which.event());
    requireSame(fields, "channel", request.channel(), which.channel().name());
    requireSame(fields, "locale", request.locale(), which.locale());
    return which;
  }

  private static void requireSame(
      Fields fields, String field, @Nullable String written, String expected) {
    String given = Text.orNull(written);
    if (given != null && !given.strip().equalsIgnoreCase(expected)) {
      fields.problem(field, "field.ofTheAddress", expected);
    }
  }

  private static @Nullable String text(Fields fields, String field, @Nullable String written) {
    String text = fields.text(field, Text.orNull(written)).orElse(null);
    requireSize(fields, field, text);
    return text;
  }

  private static @Nullable JsonNode tree(Fields fields, String field, @Nullable JsonNode written) {
    if (written == null || written.isNull()) {
      return null;
    }
    if (!written.isObject()) {
      fields.problem(field, "field.dataNoObject");
    }
    requireSize(fields, field, written.toString());
    return written;
  }

  private static void requireSize(Fields fields, String field, @Nullable String text) {
    if (text != null && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      fields.problem(field, "field.tooManyBytes", MOST_BYTES);
    }
  }

  private static void requireParts(Fields fields, Channel channel, TemplateParts parts) {
    boolean isEmail = channel == Channel.EMAIL;
    boolean hasText = isEmail || channel == Channel.SMS || channel == Channel.TELEGRAM;
    require(fields, "subject", parts.subject(), isEmail, isEmail, channel);
    require(fields, "text", parts.text(), hasText, hasText, channel);
    require(fields, "html", parts.html(), false, isEmail, channel);
    boolean isPush = channel == Channel.PUSH;
    require(fields, "push", parts.push(), isPush, isPush, channel);
    require(fields, "webhook", parts.webhook(), false, channel == Channel.WEBHOOK, channel);
    if (isPush && parts.push() != null) {
      requirePush(fields, parts.push());
    }
    if (channel == Channel.WEBHOOK && parts.webhook() != null) {
      requireWebhook(fields, parts.webhook());
    }
  }

  private static void require(
      Fields fields,
      String field,
      @Nullable Object part,
      boolean isRequired,
      boolean isAllowed,
      Channel channel) {
    if (part == null && isRequired) {
      fields.problem(field, "field.required");
    } else if (part != null && !isAllowed) {
      fields.problem(field, "field.notOfChannel", channel.name());
    }
  }

  private static void requirePush(Fields fields, JsonNode push) {
    push.properties()
        .forEach(
            field -> {
              if (!OF_PUSH.contains(field.getKey()) || !field.getValue().isTextual()) {
                fields.problem("push", "field.pushFields");
              }
            });
    for (String needed : new String[] {"title", "body"}) {
      if (push.path(needed).asText().isBlank()) {
        fields.problem("push." + needed, "field.required");
      }
    }
    if (push.has("urgency") && !URGENCIES.contains(push.path("urgency").asText())) {
      fields.problem("push.urgency", "field.oneOf", "very-low, low, normal, high");
    }
  }

  private static void requireWebhook(Fields fields, JsonNode webhook) {
    webhook
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("type") && !name.equals("data")) {
                fields.problem("webhook", "field.webhookFields");
              }
            });
    if (webhook.has("type") && webhook.path("type").asText().isBlank()) {
      fields.problem("webhook.type", "field.required");
    }
    if (!webhook.has("data")) {
      fields.problem("webhook.data", "field.required");
    }
  }
}
