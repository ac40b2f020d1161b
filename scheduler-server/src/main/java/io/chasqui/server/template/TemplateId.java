package io.chasqui.server.template;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.template.event.EventType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which template, as callers write it: {@code PagoConfirmado.email.es@3}.
 *
 * @param event of what
 * @param channel over which
 * @param locale BCP 47
 * @param version from 1; null: the one that is active
 */
public record TemplateId(String event, Channel channel, String locale, @Nullable Integer version) {

  private static final Pattern FORM =
      Pattern.compile(
          "(.+)\\.(email|sms|push|webhook|telegram)\\.([A-Za-z0-9-]{1,35})(?:@([1-9][0-9]{0,8}))?",
          Pattern.CASE_INSENSITIVE);

  /** Reads one; empty when it is none. */
  public static Optional<TemplateId> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || !EventType.isName(parts.group(1))) {
      return Optional.empty();
    }
    String version = parts.group(4);
    return Optional.of(
        new TemplateId(
            parts.group(1),
            Channel.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
            Locale.forLanguageTag(parts.group(3)).toLanguageTag(),
            version == null ? null : Integer.valueOf(version)));
  }

  /** The same in this version. */
  public TemplateId at(int which) {
    return new TemplateId(event, channel, locale, which);
  }

  @Override
  public String toString() {
    String of = event + "." + channel.name().toLowerCase(Locale.ROOT) + "." + locale;
    return version == null ? of : of + "@" + version;
  }
}
