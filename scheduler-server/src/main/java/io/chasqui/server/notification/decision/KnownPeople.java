package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientAddresses;
import io.chasqui.server.recipient.preference.PreferenceStore;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.suppression.StandingSuppressions;
import io.chasqui.server.recipient.suppression.StandingSuppressions.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers what is known of the people that events are to be told to, of all of them at once. */
@Component
public class KnownPeople {

  /** Whose addresses the directory itself has. */
  private static final List<Channel> OF_THE_DIRECTORY =
      List.of(Channel.EMAIL, Channel.SMS, Channel.TELEGRAM);

  private final RecipientAddresses addresses;
  private final PreferenceStore preferences;
  private final StandingSuppressions suppressions;
  private final AddressHashes hashes;

  KnownPeople(
      RecipientAddresses addresses,
      PreferenceStore preferences,
      StandingSuppressions suppressions,
      AddressHashes hashes) {
    this.addresses = addresses;
    this.preferences = preferences;
    this.suppressions = suppressions;
    this.hashes = hashes;
  }

  /**
   * Those of these ids. None is changed or erased until the transaction of the caller ends.
   *
   * @return without those that there are not
   */
  public Map<UUID, Person> keep(Set<UUID> ids) {
    return ids.isEmpty() ? Map.of() : of(addresses.keep(ids));
  }

  /** What is known of these. */
  public Map<UUID, Person> of(Map<UUID, DirectoryEntry> entries) {
    Map<UUID, Preferences> wanted = preferences.findAll(entries.keySet());
    Map<UUID, Set<String>> theirHashes = new HashMap<>();
    entries.forEach((id, entry) -> theirHashes.put(id, hashes(entry)));
    List<Standing> standing =
        suppressions.of(
            entries.keySet(),
            theirHashes.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    Map<UUID, Person> people = new HashMap<>();
    entries.forEach(
        (id, entry) ->
            people.put(
                id,
                new Person(
                    entry,
                    wanted.getOrDefault(id, Preferences.NONE),
                    about(id, theirHashes.getOrDefault(id, Set.of()), standing))));
    return people;
  }

  private Set<String> hashes(DirectoryEntry entry) {
    Set<String> found = new HashSet<>();
    for (Channel channel : OF_THE_DIRECTORY) {
      addresses.of(entry, channel).forEach(one -> found.add(hashes.of(one.recipient())));
    }
    return found;
  }

  private static List<Standing> about(UUID id, Set<String> hashes, List<Standing> standing) {
    return standing.isEmpty()
        ? standing
        : standing.stream()
            .filter(one -> id.equals(one.recipientId()) || hashes.contains(one.addressHash()))
            .toList();
  }
}
