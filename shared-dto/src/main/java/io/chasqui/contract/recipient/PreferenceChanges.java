package io.chasqui.contract.recipient;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.constraint.FieldLimits;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants from now on. A field that is absent or null stays as it is. Each has a
 * Spanish name as well.
 *
 * @param emailEnabled in Spanish emailHabilitado; at first true, as of all channels
 * @param smsEnabled in Spanish smsHabilitado
 * @param pushEnabled in Spanish pushHabilitado
 * @param telegramEnabled in Spanish telegramHabilitado
 * @param webhookEnabled in Spanish webhookHabilitado
 * @param language in Spanish idioma, BCP 47; the recipient's locale; blank: none
 * @param blockedChannels in Spanish canalesBloqueados, all of them; they are not used even for
 *     categories that are mandatory
 * @param channelOrder in Spanish ordenCanales, the ones to be tried first; empty: the order of the
 *     installation
 * @param categories in Spanish categorias, those that change, by their names
 * @param quietHours in Spanish horarioSilencioso; without times: those of the installation again
 * @param timeZone in Spanish zonaHoraria, IANA name or offset; the recipient's; blank: none
 */
public record PreferenceChanges(
    @JsonAlias("emailHabilitado") @Nullable Boolean emailEnabled,
    @JsonAlias("smsHabilitado") @Nullable Boolean smsEnabled,
    @JsonAlias("pushHabilitado") @Nullable Boolean pushEnabled,
    @JsonAlias("telegramHabilitado") @Nullable Boolean telegramEnabled,
    @JsonAlias("webhookHabilitado") @Nullable Boolean webhookEnabled,
    @JsonAlias("idioma") @Size(max = FieldLimits.LOCALE) @Nullable String language,
    @JsonAlias("canalesBloqueados") @Nullable List<@Nullable String> blockedChannels,
    @JsonAlias("ordenCanales") @Nullable List<@Nullable String> channelOrder,
    @JsonAlias("categorias") @Nullable Map<String, @Nullable CategoryChange> categories,
    @JsonAlias("horarioSilencioso") @Nullable QuietHoursChange quietHours,
    @JsonAlias("zonaHoraria") @Size(max = FieldLimits.TIME_ZONE) @Nullable String timeZone) {

  /**
   * What changes about one category.
   *
   * @param enabled in Spanish habilitada; at first true
   * @param channels in Spanish canales, the only ones to be used for it; empty: all
   */
  public record CategoryChange(
      @JsonAlias("habilitada") @Nullable Boolean enabled,
      @JsonAlias("canales") @Nullable List<@Nullable String> channels) {}

  /**
   * When somebody is not to be disturbed, by the clock where they live.
   *
   * @param channels in Spanish canales, for which this takes the place of the installation's
   * @param from in Spanish desde, {@code 23:00}
   * @param to in Spanish hasta, {@code 07:00}, which is not in it any more; the same as from: never
   */
  public record QuietHoursChange(
      @JsonAlias("canales") @Nullable List<@Nullable String> channels,
      @JsonAlias("desde") @Nullable String from,
      @JsonAlias("hasta") @Nullable String to) {}
}
