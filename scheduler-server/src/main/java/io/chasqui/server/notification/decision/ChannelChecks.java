package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.channel.TextChannel;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.recipient.ChannelAddress;
import io.chasqui.server.recipient.RecipientAddresses;
import io.chasqui.server.recipient.preference.CategoryPreference;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.suppression.StandingSuppressions;
import io.chasqui.server.recipient.suppression.StandingSuppressions.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whether an event may be told to somebody by one channel, asked in the order of the contract. */
@Component
class ChannelChecks {

  private final Map<Channel, TextChannel> switched = new EnumMap<>(Channel.class);
  private final RecipientAddresses addresses;
  private final StandingSuppressions suppressions;
  private final AddressHashes hashes;
  private final Wording wording;

  ChannelChecks(
      List<TextChannel> channels,
      RecipientAddresses addresses,
      StandingSuppressions suppressions,
      AddressHashes hashes,
      Wording wording) {
    channels.forEach(channel -> switched.put(channel.channel(), channel));
    this.addresses = addresses;
    this.suppressions = suppressions;
    this.hashes = hashes;
    this.wording = wording;
  }

  /** What one channel comes to. */
  sealed interface Checked {

    /** It may be used. */
    record Ready(Worded worded, List<ChannelAddress> addresses) implements Checked {}

    /**
     * It may not.
     *
     * @param errors of the data, where those are why
     */
    record Skipped(Step step, List<FieldProblem> errors) implements Checked {}
  }

  Checked check(
      Matter matter, Person person, Channel channel, ChosenTemplates templates, Trace trace) {
    TextChannel text = switched.get(channel);
    if (text != null && !text.isOn()) {
      return skip(trace, Step.CHANNEL_ON, channel, "CHANNEL_OFF");
    }
    trace.pass(Step.CHANNEL_ON, channel);
    Optional<String> refused = refusal(matter, person.preferences(), channel);
    if (refused.isPresent()) {
      return skip(trace, Step.PREFERENCE, channel, refused.get());
    }
    trace.pass(Step.PREFERENCE, channel);
    List<ChannelAddress> all = addresses.of(person.entry(), channel);
    if (all.isEmpty()) {
      return skip(trace, Step.ADDRESS, channel, "NO_ADDRESS");
    }
    trace.pass(Step.ADDRESS, channel);
    List<ChannelAddress> allowed = new ArrayList<>();
    Optional<SuppressionReason> suppressed = allow(matter, person, channel, all, allowed);
    if (allowed.isEmpty()) {
      return skip(trace, Step.SUPPRESSION, channel, "SUPPRESSED_" + suppressed.orElseThrow());
    }
    trace.pass(Step.SUPPRESSION, channel);
    return wording.of(matter, person, channel, templates, trace, allowed);
  }

  private static Checked skip(Trace trace, Step step, Channel channel, String code) {
    trace.skip(step, channel, code);
    return new Checked.Skipped(step, List.of());
  }

  /** Blocked goes before enabled, and holds for mandatory categories too. */
  private static Optional<String> refusal(Matter matter, Preferences preferences, Channel channel) {
    if (preferences.blocked().contains(channel)) {
      return Optional.of("BLOCKED");
    }
    if (preferences.disabled().contains(channel)) {
      return Optional.of("DISABLED");
    }
    CategoryPreference wanted = preferences.categories().get(matter.category().name());
    boolean isRefused =
        wanted != null
            && (!wanted.enabled()
                || !wanted.channels().isEmpty() && !wanted.channels().contains(channel));
    return isRefused && !matter.category().mandatory()
        ? Optional.of("CATEGORY_REFUSED")
        : Optional.empty();
  }

  /**
   * @param allowed gets the addresses that may be written to
   * @return why one of the others may not
   */
  private Optional<SuppressionReason> allow(
      Matter matter,
      Person person,
      Channel channel,
      List<ChannelAddress> all,
      List<ChannelAddress> allowed) {
    Optional<SuppressionReason> reason = Optional.empty();
    List<Standing> standing = standing(person, channel, all);
    for (ChannelAddress address : all) {
      String hash = hashes.of(address.recipient());
      Optional<SuppressionReason> found =
          standing.stream()
              .filter(one -> isAbout(one, matter, channel, hash))
              .map(Standing::reason)
              .findFirst();
      if (found.isEmpty()) {
        allowed.add(address);
      }
      reason = reason.or(() -> found);
    }
    return reason;
  }

  /** Of browsers and endpoints only the channel knows the addresses. */
  private List<Standing> standing(Person person, Channel channel, List<ChannelAddress> all) {
    if (channel != Channel.PUSH && channel != Channel.WEBHOOK) {
      return person.standing();
    }
    List<String> theirs = all.stream().map(one -> hashes.of(one.recipient())).toList();
    return Stream.concat(person.standing().stream(), suppressions.of(Set.of(), theirs).stream())
        .toList();
  }

  private static boolean isAbout(Standing one, Matter matter, Channel channel, String hash) {
    boolean isHere =
        (one.channel() == null || one.channel() == channel)
            && (one.addressHash() == null || one.addressHash().equals(hash))
            && (one.category() == null || one.category().equals(matter.category().name()));
    return isHere
        && !(one.reason() == SuppressionReason.UNSUBSCRIBED && matter.category().mandatory());
  }
}
