package io.chasqui.server.console.recipient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.RecipientDeliveries;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.recipient.RecipientPages.Showing;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.preference.KnownPreferences;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.preference.QuietTimes;
import io.chasqui.server.recipient.preference.RecipientPreferences;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a page says of a recipient: what it wants, what was sent, and what was done. */
@Component
class RecipientFacts {

  private static final int LATEST = 10;
  private static final int ACTS = 20;

  private final RecipientPreferences preferences;
  private final QuietTimes quietTimes;
  private final RecipientReach reach;
  private final RecipientDeliveries deliveries;
  private final SuppressionsOfRecipient suppressions;
  private final AuditTrail audit;
  private final ObjectMapper json;

  RecipientFacts(
      RecipientPreferences preferences,
      QuietTimes quietTimes,
      RecipientReach reach,
      RecipientDeliveries deliveries,
      SuppressionsOfRecipient suppressions,
      AuditTrail audit,
      ObjectMapper json) {
    this.preferences = preferences;
    this.quietTimes = quietTimes;
    this.reach = reach;
    this.deliveries = deliveries;
    this.suppressions = suppressions;
    this.audit = audit;
    this.json = json;
  }

  /**
   * All that the page shows, as it is now.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is no such recipient
   */
  RecipientModel of(UUID id, Showing showing, Viewer viewer) {
    KnownPreferences known = preferences.find(id).orElseThrow(RecipientProblems::notFound);
    DirectoryEntry entry = known.recipient();
    Preferences wanted = known.preferences();
    return new RecipientModel(
        new MaskedRecipient(entry, viewer.mayAct(), showing.isShown()),
        reach.of(entry),
        showing.isShown() ? attributes(entry.profile()) : "",
        wanted,
        quietHours(wanted),
        quietTimes.zone(entry.profile()),
        suppressions.of(entry),
        deliveries.latest(id, LATEST),
        history(id),
        showing.typed() == null ? PreferenceForm.of(wanted) : showing.typed(),
        showing.refusal());
  }

  private Map<Channel, QuietHours> quietHours(Preferences wanted) {
    Map<Channel, QuietHours> hours = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      quietTimes.of(wanted, channel).ifPresent(window -> hours.put(channel, window));
    }
    return hours;
  }

  private List<AuditEntryView> history(UUID id) {
    AuditQuery query =
        new AuditQuery(
            null, null, RecipientsSection.KIND, id.toString(), null, null, null, null, null, ACTS);
    return audit.page(query).items();
  }

  private String attributes(RecipientProfile profile) {
    try {
      return profile.attributes().isEmpty()
          ? ""
          : json.writerWithDefaultPrettyPrinter().writeValueAsString(profile.attributes());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of plain values is JSON", e);
    }
  }
}
