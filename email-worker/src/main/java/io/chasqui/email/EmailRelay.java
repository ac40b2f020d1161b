package io.chasqui.email;

import io.chasqui.platform.config.InvalidSetting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An SMTP server that mails may go to.
 *
 * @param prefix of its keys, {@code chasqui.email} or {@code chasqui.email.relay.<name>}
 * @param settings those of the channel, with what it has of its own
 * @param account who we are to it
 */
public record EmailRelay(String prefix, EmailSettings settings, EmailAccount account) {

  static final String CHANNEL = "chasqui.email";
  private static final String RELAYS = CHANNEL + ".relays";

  /** A part of keys and of environment variables. */
  private static final String NAME = "[a-z][a-z0-9-]{0,31}";

  /**
   * All of the settings, the one to be preferred first; at least one.
   *
   * @throws InvalidSetting when a name or a setting of a relay cannot be used, or two are one
   */
  static List<EmailRelay> all(EmailSettings settings) {
    if (settings.relays().isEmpty()) {
      return List.of(of(settings, CHANNEL));
    }
    List<EmailRelay> relays =
        settings.relays().stream().map(String::strip).map(name -> named(name, settings)).toList();
    Set<String> servers = new HashSet<>();
    for (EmailRelay relay : relays) {
      if (!servers.add(relay.account().host() + ":" + relay.account().port())) {
        throw new InvalidSetting(
            RELAYS, "names one server twice.", "Each relay has a host and port of its own.");
      }
    }
    return relays;
  }

  private static EmailRelay named(String name, EmailSettings settings) {
    if (!name.matches(NAME)) {
      throw new InvalidSetting(
          RELAYS,
          "holds what is no name of a relay.",
          "A name is 1 to 32 of a-z 0-9 - and begins with a letter; separate names by commas.");
    }
    RelaySettings own = settings.relay().get(name);
    if (own == null) {
      throw new InvalidSetting(
          RELAYS,
          "names the relay " + name + ", which has no settings.",
          "Set " + CHANNEL + ".relay." + name + ".host and others; see docs/email-relays.md.");
    }
    return of(settings.with(own), CHANNEL + ".relay." + name);
  }

  private static EmailRelay of(EmailSettings settings, String prefix) {
    return new EmailRelay(prefix, settings, EmailAccount.of(settings, prefix));
  }
}
