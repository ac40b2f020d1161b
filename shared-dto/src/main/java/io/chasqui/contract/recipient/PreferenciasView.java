package io.chasqui.contract.recipient;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@link PreferencesView} in Spanish.
 *
 * @param usuarioId userId
 * @param emailHabilitado emailEnabled
 * @param smsHabilitado smsEnabled
 * @param pushHabilitado pushEnabled
 * @param telegramHabilitado telegramEnabled
 * @param webhookHabilitado webhookEnabled
 * @param idioma language
 * @param canalesBloqueados blockedChannels
 * @param ordenCanales channelOrder
 * @param categorias categories
 * @param horarioSilencioso quietHours
 * @param zonaHoraria timeZone
 * @param version version
 */
public record PreferenciasView(
    UUID usuarioId,
    boolean emailHabilitado,
    boolean smsHabilitado,
    boolean pushHabilitado,
    boolean telegramHabilitado,
    boolean webhookHabilitado,
    @Nullable String idioma,
    List<String> canalesBloqueados,
    List<String> ordenCanales,
    Map<String, Categoria> categorias,
    @Nullable HorarioSilencioso horarioSilencioso,
    @Nullable String zonaHoraria,
    long version) {

  public PreferenciasView {
    canalesBloqueados = List.copyOf(canalesBloqueados);
    ordenCanales = List.copyOf(ordenCanales);
    categorias = Collections.unmodifiableMap(new LinkedHashMap<>(categorias));
  }

  /** The same in Spanish. */
  public static PreferenciasView of(PreferencesView view) {
    Map<String, Categoria> categorias = new LinkedHashMap<>();
    view.categories()
        .forEach((name, one) -> categorias.put(name, new Categoria(one.enabled(), one.channels())));
    PreferencesView.QuietHours quiet = view.quietHours();
    return new PreferenciasView(
        view.userId(),
        view.emailEnabled(),
        view.smsEnabled(),
        view.pushEnabled(),
        view.telegramEnabled(),
        view.webhookEnabled(),
        view.language(),
        view.blockedChannels(),
        view.channelOrder(),
        categorias,
        quiet == null ? null : new HorarioSilencioso(quiet.channels(), quiet.from(), quiet.to()),
        view.timeZone(),
        view.version());
  }

  /**
   * {@link PreferencesView.Category} in Spanish.
   *
   * @param habilitada enabled
   * @param canales channels
   */
  public record Categoria(boolean habilitada, List<String> canales) {

    public Categoria {
      canales = List.copyOf(canales);
    }
  }

  /**
   * {@link PreferencesView.QuietHours} in Spanish.
   *
   * @param canales channels
   * @param desde from
   * @param hasta to
   */
  public record HorarioSilencioso(List<String> canales, String desde, String hasta) {

    public HorarioSilencioso {
      canales = List.copyOf(canales);
    }
  }
}
