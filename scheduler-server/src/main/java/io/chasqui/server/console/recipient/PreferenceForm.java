package io.chasqui.server.console.recipient;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.recipient.PreferenceChanges;
import io.chasqui.contract.recipient.PreferenceChanges.CategoryChange;
import io.chasqui.contract.recipient.PreferenceChanges.QuietHoursChange;
import io.chasqui.server.console.Typed;
import io.chasqui.server.recipient.preference.OwnQuietHours;
import io.chasqui.server.recipient.preference.Preferences;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants, as a form: from what is known, and to what is to change. */
final class PreferenceForm {

  private static final String ENABLED = "enabled";
  private static final String BLOCKED = "blocked";
  private static final String CATEGORY = "category";
  private static final String WANTED = "wanted";
  private static final String WAS_WANTED = "was";
  private static final String QUIET = "quiet";
  private static final String FROM = "quietFrom";
  private static final String TO = "quietTo";

  private PreferenceForm() {}

  /** The form as it is shown at first. */
  static Typed of(Preferences known) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put(
        ENABLED,
        names(
            Arrays.stream(Channel.values())
                .filter(channel -> !known.disabled().contains(channel))
                .toList()));
    values.put(BLOCKED, names(known.blocked()));
    List<String> wanted =
        known.categories().entrySet().stream()
            .filter(one -> one.getValue().enabled())
            .map(Map.Entry::getKey)
            .toList();
    values.put(CATEGORY, List.copyOf(known.categories().keySet()));
    values.put(WANTED, wanted);
    values.put(WAS_WANTED, wanted);
    OwnQuietHours own = known.quietHours();
    if (own != null) {
      values.put(QUIET, names(own.channels()));
      values.put(FROM, List.of(own.hours().from().toString()));
      values.put(TO, List.of(own.hours().to().toString()));
    }
    return Typed.of(values);
  }

  private static List<String> names(Collection<Channel> channels) {
    return channels.stream().map(Channel::name).toList();
  }

  /** What is asked for by a form that was sent. */
  static PreferenceChanges changes(Typed typed) {
    return new PreferenceChanges(
        isEnabled(typed, Channel.EMAIL),
        isEnabled(typed, Channel.SMS),
        isEnabled(typed, Channel.PUSH),
        isEnabled(typed, Channel.TELEGRAM),
        isEnabled(typed, Channel.WEBHOOK),
        null,
        List.copyOf(typed.all(BLOCKED)),
        null,
        categories(typed),
        quietHours(typed),
        null);
  }

  private static boolean isEnabled(Typed typed, Channel channel) {
    return typed.has(ENABLED, channel.name());
  }

  /** Those alone that were changed: what was said of the others, and by whom, stays as it is. */
  private static Map<String, @Nullable CategoryChange> categories(Typed typed) {
    Map<String, @Nullable CategoryChange> changes = new LinkedHashMap<>();
    for (String name : typed.all(CATEGORY)) {
      boolean isWanted = typed.has(WANTED, name);
      if (isWanted != typed.has(WAS_WANTED, name)) {
        changes.put(name, new CategoryChange(isWanted, null));
      }
    }
    return changes;
  }

  /** Without anything those of the installation hold again. */
  private static QuietHoursChange quietHours(Typed typed) {
    List<String> channels = typed.all(QUIET);
    return new QuietHoursChange(
        channels.isEmpty() ? null : List.copyOf(channels), orNull(typed, FROM), orNull(typed, TO));
  }

  private static @Nullable String orNull(Typed typed, String field) {
    return typed.value(field).isEmpty() ? null : typed.value(field);
  }
}
