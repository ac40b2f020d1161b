package io.chasqui.server.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.delivery.MessageContent;
import io.chasqui.platform.TextCut;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.RenderedMessage.Reason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Says of a message that it is a test, where people see it first, and programs too. */
final class TestMark {

  private static final String MARK = "[TEST] ";

  private TestMark() {}

  /**
   * The same content, marked.
   *
   * @throws RequestRefused when a push message has no room for that
   */
  static MessageContent on(MessageContent content) {
    if (content.subject() != null) {
      String subject = TextCut.to(MARK + content.subject(), FieldLimits.SUBJECT);
      return copy(content, subject, content.text(), null, null);
    }
    if (content.push() != null) {
      return copy(content, null, null, fitting(marked(content.push(), "title")), null);
    }
    if (content.webhook() != null) {
      return copy(content, null, null, null, marked(content.webhook(), "type"));
    }
    String text = TextCut.to(MARK + content.text(), FieldLimits.MESSAGE);
    return copy(content, null, text, null, null);
  }

  private static String fitting(String push) {
    if (push.getBytes(StandardCharsets.UTF_8).length > MessageContent.LARGEST_PUSH) {
      String most = String.valueOf(MessageContent.LARGEST_PUSH);
      throw TemplateProblems.notSaid(new NotSaid(Reason.PUSH_TOO_LARGE, "push", most));
    }
    return push;
  }

  private static String marked(String json, String field) {
    ObjectNode message = MessageValues.object(json);
    return message.put(field, MARK + message.path(field).asText()).toString();
  }

  private static MessageContent copy(
      MessageContent content,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String push,
      @Nullable String webhook) {
    return new MessageContent(
        TimeUuid.fresh(), subject, text, content.html(), push, webhook, content.personal());
  }
}
