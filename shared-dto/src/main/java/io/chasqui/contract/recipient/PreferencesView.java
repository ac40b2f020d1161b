package io.chasqui.contract.recipient;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants.
 *
 * @param userId the recipient's
 * @param emailEnabled whether e-mail may be used
 * @param smsEnabled whether SMS may be used
 * @param pushEnabled whether web push may be used
 * @param telegramEnabled whether Telegram may be used
 * @param webhookEnabled whether the webhook may be used
 * @param language the recipient's locale
 * @param blockedChannels not used even for categories that are mandatory
 * @param channelOrder the ones to be tried first; empty: the order of the installation
 * @param categories those about which something was said
 * @param quietHours null: those of the installation
 * @param timeZone the recipient's
 * @param version of the recipient; the ETag
 */
public record PreferencesView(
    UUID userId,
    boolean emailEnabled,
    boolean smsEnabled,
    boolean pushEnabled,
    boolean telegramEnabled,
    boolean webhookEnabled,
    @Nullable String language,
    List<String> blockedChannels,
    List<String> channelOrder,
    Map<String, Category> categories,
    @Nullable QuietHours quietHours,
    @Nullable String timeZone,
    long version) {

  public PreferencesView {
    blockedChannels = List.copyOf(blockedChannels);
    channelOrder = List.copyOf(channelOrder);
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
  }

  /**
   * Of one category.
   *
   * @param enabled whether it may be written to at all, unless it is mandatory
   * @param channels the only ones for it; empty: all
   */
  public record Category(boolean enabled, List<String> channels) {

    public Category {
      channels = List.copyOf(channels);
    }
  }

  /**
   * When somebody is not to be disturbed.
   *
   * @param channels for which this takes the place of the installation's
   * @param from the first minute, {@code 23:00}
   * @param to the first minute after it, {@code 07:00}
   */
  public record QuietHours(List<String> channels, String from, String to) {

    public QuietHours {
      channels = List.copyOf(channels);
    }
  }
}
