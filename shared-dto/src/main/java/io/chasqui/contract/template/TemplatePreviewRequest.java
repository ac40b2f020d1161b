package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * With what a template is looked at.
 *
 * @param data in Spanish datos, of the event; absent: the template's sample
 * @param recipientId in Spanish destinatarioId, of the directory; absent: nobody
 */
public record TemplatePreviewRequest(
    @JsonAlias("datos") @Nullable JsonNode data,
    @JsonAlias("destinatarioId") @Nullable String recipientId) {

  /** Nothing of the data. */
  @Override
  public String toString() {
    return "TemplatePreviewRequest[" + recipientId + "]";
  }
}
