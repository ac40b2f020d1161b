package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a template says.
 *
 * @param subject in Spanish asunto
 * @param text in Spanish texto
 * @param html of an e-mail
 * @param push as it goes to browsers
 * @param webhook as it goes to endpoints
 * @param segments in Spanish segmentos, parts of an SMS; null: it is none
 * @param bytes of a push message or webhook; null: it is neither
 * @param warnings in Spanish avisos, in the caller's language
 */
public record TemplatePreview(
    @JsonAlias("asunto") @Nullable String subject,
    @JsonAlias("texto") @Nullable String text,
    @Nullable String html,
    @Nullable JsonNode push,
    @Nullable JsonNode webhook,
    @JsonAlias("segmentos") @Nullable Integer segments,
    @Nullable Integer bytes,
    @JsonAlias("avisos") List<String> warnings) {

  public TemplatePreview {
    warnings = List.copyOf(warnings);
  }

  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "TemplatePreview[" + segments + ", " + bytes + "]";
  }
}
