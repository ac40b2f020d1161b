package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.constraint.FieldLimits;
import io.chasqui.contract.constraint.OneLine;
import io.chasqui.contract.constraint.PlainText;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A draft of a template. Each field has a Spanish name as well.
 *
 * @param event in Spanish evento, of what it tells
 * @param channel in Spanish canal, over which
 * @param locale in Spanish idioma, in which language, BCP 47
 * @param subject in Spanish asunto, of an e-mail
 * @param text in Spanish texto, of an e-mail, SMS or Telegram message
 * @param html of an e-mail; absent: it is made of the text
 * @param push title, body, url, icon, tag and urgency of a push message
 * @param webhook type and data of a webhook; absent: those that any event has
 * @param sample in Spanish ejemplo, data that it is tried with when it is submitted
 */
public record TemplateRequest(
    @JsonAlias("evento") @Nullable String event,
    @JsonAlias("canal") @Nullable String channel,
    @JsonAlias("idioma") @Size(max = FieldLimits.LOCALE) @Nullable String locale,
    @JsonAlias("asunto") @OneLine @Nullable String subject,
    @JsonAlias("texto") @PlainText @Nullable String text,
    @PlainText @Nullable String html,
    @Nullable JsonNode push,
    @Nullable JsonNode webhook,
    @JsonAlias("ejemplo") @Nullable JsonNode sample) {

  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "TemplateRequest[" + event + "." + channel + "." + locale + "]";
  }
}
