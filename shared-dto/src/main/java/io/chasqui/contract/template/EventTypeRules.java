package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.constraint.FieldLimits;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to hold for events of a type. Each field has a Spanish name as well.
 *
 * @param category in Spanish categoria, of what its notifications are; absent: general
 * @param channels in Spanish canales, by which it is told, in this order; absent or empty: those of
 *     the installation
 * @param strategy in Spanish estrategia, {@code first}: by one channel, {@code all}: by each;
 *     absent: first
 * @param quietHours in Spanish silencio, what is done in quiet hours: hold, next or drop; absent:
 *     hold
 * @param ttl how long after it was asked for it may still be sent, ISO 8601, 1 minute to 366 days;
 *     absent: PT24H
 * @param window in Spanish ventana, for how long a repeated one is a duplicate, 1 minute to 366
 *     days; absent: PT24H
 * @param idempotency in Spanish idempotencia, by what duplicates are known: key or event-recipient;
 *     absent: key
 * @param variables by name, what its data hold
 * @param input in Spanish entrada, where messages of a broker have what is needed
 * @param defaultLocale in Spanish idiomaPorDefecto, BCP 47, the language for whom there is no
 *     template of their own
 */
public record EventTypeRules(
    @JsonAlias("categoria") @Nullable String category,
    @JsonAlias("canales") @Nullable List<@Nullable String> channels,
    @JsonAlias("estrategia") @Nullable String strategy,
    @JsonAlias("silencio") @Nullable String quietHours,
    @Nullable String ttl,
    @JsonAlias("ventana") @Nullable String window,
    @JsonAlias("idempotencia") @Nullable String idempotency,
    @Nullable Map<String, @Nullable VariableRules> variables,
    @JsonAlias("entrada") @Nullable EventInput input,
    @JsonAlias("idiomaPorDefecto") @Size(max = FieldLimits.LOCALE) @Nullable String defaultLocale) {

  /**
   * What is to hold for a value of an event.
   *
   * @param type string, integer, decimal, boolean, instant, uri, list or object; absent: string
   * @param required whether an event without it is refused; absent: false
   * @param maxLength characters that its text may have, 1 to 32,768; absent: any number
   * @param pii whether it tells of a person; absent: false
   */
  public record VariableRules(
      @Nullable String type,
      @Nullable Boolean required,
      @Nullable Integer maxLength,
      @Nullable Boolean pii) {}

  /**
   * Where messages of a broker have what is needed, each as a JSON pointer (RFC 6901).
   *
   * @param recipient in Spanish destinatario
   * @param businessKey in Spanish clave
   * @param data in Spanish datos; empty: the whole message
   * @param occurredAt in Spanish ocurridoEn
   */
  public record EventInput(
      @JsonAlias("destinatario") @Nullable String recipient,
      @JsonAlias("clave") @Nullable String businessKey,
      @JsonAlias("datos") @Nullable String data,
      @JsonAlias("ocurridoEn") @Nullable String occurredAt) {}
}
