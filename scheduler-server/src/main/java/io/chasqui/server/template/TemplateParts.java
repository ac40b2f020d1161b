package io.chasqui.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.platform.Digests;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a template says, with its tags.
 *
 * @param subject of an e-mail
 * @param text of an e-mail, SMS or Telegram message
 * @param html of an e-mail; null: it is made of the text
 * @param push the fields of a push message: title, body, url, icon, tag, urgency
 * @param webhook type and data; null: those that any event has
 * @param sample values that it is tried with
 */
public record TemplateParts(
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable JsonNode push,
    @Nullable JsonNode webhook,
    @Nullable JsonNode sample) {

  /** Stands in no text that PostgreSQL keeps, so parts cannot be told in two ways. */
  private static final String BETWEEN_PARTS = "\0";

  /** Of a webhook without any template. */
  static final TemplateParts NONE = new TemplateParts(null, null, null, null, null, null);

  /** Of what it says, the sample aside; 64 hexadecimal digits. */
  public String sha256() {
    return Digests.sha256Hex(
        Stream.of(subject, text, html, push, webhook)
            .map(part -> part == null ? "" : part.toString())
            .collect(Collectors.joining(BETWEEN_PARTS)));
  }

  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "TemplateParts[" + sha256() + "]";
  }
}
