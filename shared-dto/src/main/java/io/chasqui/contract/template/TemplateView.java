package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template.
 *
 * @param id its event, channel, language and version: {@code PagoConfirmado.email.es@3}
 * @param event in Spanish evento, of what it tells
 * @param channel in Spanish canal, over which
 * @param locale in Spanish idioma, in which language
 * @param version from 1
 * @param status in Spanish estado: DRAFT, SUBMITTED, REJECTED, APPROVED, ACTIVE or RETIRED
 * @param subject in Spanish asunto
 * @param text in Spanish texto
 * @param html of an e-mail; null: it is made of the text
 * @param push of a push message
 * @param webhook type and data of a webhook; null: those that any event has
 * @param sample in Spanish ejemplo, data that it is tried with
 * @param sha256 of what it says
 * @param createdAt in Spanish fechaCreacion
 * @param changedAt in Spanish fechaCambio, when it was last edited
 * @param authors in Spanish autores, who made or edited it
 * @param submittedBy in Spanish enviadaPor
 * @param submittedAt in Spanish fechaEnvio
 * @param decidedBy in Spanish decididaPor, who approved or rejected it
 * @param decidedAt in Spanish fechaDecision
 * @param activatedAt in Spanish fechaActivacion, the last time
 * @param retiredAt in Spanish fechaRetiro, the last time
 */
public record TemplateView(
    String id,
    @JsonAlias("evento") String event,
    @JsonAlias("canal") Channel channel,
    @JsonAlias("idioma") String locale,
    int version,
    @JsonAlias("estado") String status,
    @JsonAlias("asunto") @Nullable String subject,
    @JsonAlias("texto") @Nullable String text,
    @Nullable String html,
    @Nullable JsonNode push,
    @Nullable JsonNode webhook,
    @JsonAlias("ejemplo") @Nullable JsonNode sample,
    String sha256,
    @JsonAlias("fechaCreacion") Instant createdAt,
    @JsonAlias("fechaCambio") Instant changedAt,
    @JsonAlias("autores") List<String> authors,
    @JsonAlias("enviadaPor") @Nullable String submittedBy,
    @JsonAlias("fechaEnvio") @Nullable Instant submittedAt,
    @JsonAlias("decididaPor") @Nullable String decidedBy,
    @JsonAlias("fechaDecision") @Nullable Instant decidedAt,
    @JsonAlias("fechaActivacion") @Nullable Instant activatedAt,
    @JsonAlias("fechaRetiro") @Nullable Instant retiredAt) {

  public TemplateView {
    authors = List.copyOf(authors);
  }
}
