package io.chasqui.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import io.chasqui.delivery.sms.SmsLength;
import io.chasqui.platform.TextCut;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.RenderedMessage.Reason;
import io.chasqui.server.template.engine.Budget;
import io.chasqui.server.template.engine.Escaping;
import io.chasqui.server.template.engine.JsonTemplate;
import io.chasqui.server.template.engine.Rendered;
import io.chasqui.server.template.engine.TemplateText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A template that was read, ready for any number of people at once. */
final class CompiledTemplate {

  /** Bytes of UTF-8. */
  private static final int LARGEST_HTML = 256 * 1024;

  private static final int LARGEST_WEBHOOK = 64 * 1024;

  private final Channel channel;
  private final int mostSegments;
  private final String link;
  private final @Nullable TemplateText subject;
  private final @Nullable TemplateText text;
  private final @Nullable TemplateText html;
  private final @Nullable JsonTemplate push;
  private final @Nullable JsonTemplate webhook;

  /**
   * @param parts without faults
   * @param mostSegments that an SMS may have
   * @param link as long as those that the workers put in
   */
  CompiledTemplate(Channel channel, TemplateParts parts, int mostSegments, String link) {
    this.channel = channel;
    this.mostSegments = mostSegments;
    this.link = link;
    this.subject = text(parts.subject(), Escaping.LINE);
    this.text = text(parts.text(), Escaping.TEXT);
    this.html = text(parts.html(), Escaping.HTML);
    this.push = json(parts.push());
    this.webhook = json(parts.webhook());
  }

  private static @Nullable TemplateText text(@Nullable String text, Escaping escaping) {
    return text == null ? null : TemplateText.of(text, escaping);
  }

  private static @Nullable JsonTemplate json(@Nullable JsonNode tree) {
    return tree == null ? null : JsonTemplate.of(tree);
  }

  /** What it says to somebody. */
  RenderedMessage render(MessageValues values) {
    try {
      return new RenderedMessage.Said(content(values));
    } catch (Refused e) {
      return e.refusal;
    }
  }

  private MessageContent content(MessageValues values) {
    // Made before the time is taken: a language that is loaded for its first times takes long.
    Map<String, Object> said =
        channel == Channel.WEBHOOK ? values.forPrograms() : values.forPeople();
    Map<String, Object> ofBody = MessageValues.withLink(said);
    Budget budget = Budget.begin();
    return switch (channel) {
      case EMAIL -> email(said, ofBody, budget);
      case SMS, TELEGRAM -> message(ofBody, budget);
      case PUSH -> push(values.occasion(), ofBody, budget);
      case WEBHOOK -> webhook(values, ofBody, budget);
    };
  }

  private MessageContent email(
      Map<String, Object> ofSubject, Map<String, Object> ofBody, Budget budget) {
    String line = written("subject", subject, ofSubject, FieldLimits.SUBJECT, budget);
    String plain = written("text", text, ofBody, FieldLimits.MESSAGE, budget);
    String rich =
        html == null
            ? PlainHtml.of(plain)
            : rendered("html", html.render(ofBody, LARGEST_HTML, budget));
    if (bytes(sent(rich)) > LARGEST_HTML) {
      throw new Refused(Reason.INVALID_DATA, "html", LARGEST_HTML);
    }
    return new MessageContent(TimeUuid.fresh(), line, plain, rich, null, null, true);
  }

  private MessageContent message(Map<String, Object> values, Budget budget) {
    String plain = written("text", text, values, FieldLimits.MESSAGE, budget);
    if (channel == Channel.SMS && SmsLength.of(sent(plain)).segments() > mostSegments) {
      throw new Refused(Reason.SMS_TOO_LONG, "text", mostSegments);
    }
    return new MessageContent(TimeUuid.fresh(), null, plain, null, null, null, true);
  }

  private MessageContent push(Occasion occasion, Map<String, Object> said, Budget budget) {
    ObjectNode message =
        tree("push", push, said, MessageContent.LARGEST_PUSH, budget)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    message.put(EventNames.NOTIFICATION_ID, occasion.id().toString());
    String json = message.toString();
    if (bytes(sent(json)) > MessageContent.LARGEST_PUSH) {
      throw new Refused(Reason.PUSH_TOO_LARGE, "push", MessageContent.LARGEST_PUSH);
    }
    return MessageContent.ofPush(json);
  }

  private MessageContent webhook(MessageValues values, Map<String, Object> said, Budget budget) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    Optional<ObjectNode> own = tree("webhook", webhook, said, LARGEST_WEBHOOK, budget);
    message.set(
        "type",
        own.map(tree -> tree.get("type"))
            .orElseGet(() -> JsonNodeFactory.instance.textNode(values.occasion().event())));
    message.put("timestamp", values.occasion().at().toString());
    message.set("data", own.map(tree -> tree.get("data")).orElseGet(values::usualData));
    String json = message.toString();
    if (bytes(sent(json)) > LARGEST_WEBHOOK) {
      throw new Refused(Reason.INVALID_DATA, "webhook", LARGEST_WEBHOOK);
    }
    return MessageContent.ofWebhook(json);
  }

  /**
   * @param most characters, each of which may be two in UTF-16
   */
  private String written(
      String part,
      @Nullable TemplateText template,
      Map<String, Object> values,
      int most,
      Budget budget) {
    if (template == null) {
      throw new Refused(Reason.INVALID_DATA, part, 0);
    }
    String text = rendered(part, template.render(values, 2 * most, budget));
    if (TextCut.length(sent(text)) > most) {
      throw new Refused(Reason.INVALID_DATA, part, most);
    }
    return text;
  }

  private Optional<ObjectNode> tree(
      String part,
      @Nullable JsonTemplate template,
      Map<String, Object> values,
      int most,
      Budget budget) {
    return Optional.ofNullable(template)
        .map(json -> rendered(part, json.render(values, most, budget)))
        .map(MessageValues::object);
  }

  private static String rendered(String part, Rendered rendered) {
    if (rendered instanceof Rendered.Text whole) {
      return whole.text();
    }
    Rendered.Fault fault = (Rendered.Fault) rendered;
    boolean isPush = part.equals("push") && fault.reason() == Rendered.Reason.TOO_LONG;
    throw new Refused(isPush ? Reason.PUSH_TOO_LARGE : Reason.INVALID_DATA, part, fault.name());
  }

  /** As long as it will be when it is sent. */
  private String sent(String words) {
    return UnsubscribePlaceholder.filled(words, link);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Ends a rendering from within. */
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient NotSaid refusal;

    Refused(Reason reason, String part, Object name) {
      super(reason.name(), null, false, false);
      this.refusal = new NotSaid(reason, part, String.valueOf(name));
    }
  }
}
