package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.template.EventTypeRules.EventInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of events.
 *
 * @param event in Spanish evento, its name
 * @param category in Spanish categoria, of what its notifications are
 * @param channels in Spanish canales, by which it is told; empty: those of the installation
 * @param strategy in Spanish estrategia, first or all
 * @param quietHours in Spanish silencio, hold, next or drop
 * @param ttl how long after it was asked for it may still be sent, ISO 8601
 * @param window in Spanish ventana, for how long a repeated one is a duplicate, ISO 8601
 * @param idempotency in Spanish idempotencia, key or event-recipient
 * @param variables by name, what its data hold
 * @param input in Spanish entrada, where messages of a broker have what is needed; null: by the
 *     usual names
 * @param defaultLocale in Spanish idiomaPorDefecto, BCP 47; null: the installation's
 */
public record EventTypeView(
    @JsonAlias("evento") String event,
    @JsonAlias("categoria") String category,
    @JsonAlias("canales") List<Channel> channels,
    @JsonAlias("estrategia") String strategy,
    @JsonAlias("silencio") String quietHours,
    String ttl,
    @JsonAlias("ventana") String window,
    @JsonAlias("idempotencia") String idempotency,
    Map<String, VariableView> variables,
    @JsonAlias("entrada") @Nullable EventInput input,
    @JsonAlias("idiomaPorDefecto") @Nullable String defaultLocale) {

  public EventTypeView {
    channels = List.copyOf(channels);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /**
   * What holds for a value of an event.
   *
   * @param type string, integer, decimal, boolean, instant, uri, list or object
   * @param required whether an event without it is refused
   * @param maxLength characters that its text may have; null: any number
   * @param pii whether it tells of a person
   */
  public record VariableView(
      String type, boolean required, @Nullable Integer maxLength, boolean pii) {}
}
