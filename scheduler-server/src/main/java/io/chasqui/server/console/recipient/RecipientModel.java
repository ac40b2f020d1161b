package io.chasqui.server.console.recipient;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.RecipientDeliveries.Latest;
import io.chasqui.server.console.Typed;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a recipient.
 *
 * @param masked what is seen of it
 * @param reach where else it is reached
 * @param attributes as JSON; empty: none, or not to be seen
 * @param preferences what it wants
 * @param quietHours by the channels that have some
 * @param zone in which they are
 * @param suppressions those of it and of its addresses
 * @param latest what was sent to it, newest first
 * @param history what people and keys did to it, newest first
 * @param typed the form of what it wants
 * @param refusal why an act was refused; null: none was
 */
public record RecipientModel(
    MaskedRecipient masked,
    Reach reach,
    String attributes,
    Preferences preferences,
    Map<Channel, QuietHours> quietHours,
    ZoneId zone,
    List<SuppressionEntry> suppressions,
    List<Latest> latest,
    List<AuditEntryView> history,
    Typed typed,
    @Nullable String refusal) {

  public RecipientModel {
    suppressions = List.copyOf(suppressions);
    latest = List.copyOf(latest);
    history = List.copyOf(history);
  }

  /** Whom it is about. */
  public DirectoryEntry entry() {
    return masked.entry();
  }

  /** The path of its page. */
  public String path() {
    return masked.path();
  }

  /**
   * Where a recipient is reached besides its addresses.
   *
   * @param isLinked whether the owner of its phone has shared it with the bot
   * @param browsers how many take push messages
   * @param webhook the host that takes webhooks; null: there is none
   * @param isWebhookDisabled whether nothing is sent there
   */
  public record Reach(
      boolean isLinked, int browsers, @Nullable String webhook, boolean isWebhookDisabled) {}
}
