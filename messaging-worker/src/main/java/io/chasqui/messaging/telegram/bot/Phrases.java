package io.chasqui.messaging.telegram.bot;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What the bot says, in the person's language: English, Spanish or Russian. */
final class Phrases {

  private static final String BUNDLE = "io.chasqui.messaging.telegram.bot.phrases";

  /** English where a language is missing, whatever the machine's own language is. */
  private static final ResourceBundle.Control ENGLISH_OTHERWISE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;

  private Phrases(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  static Phrases in(@Nullable String languageCode) {
    Locale locale = languageCode == null ? Locale.ENGLISH : Locale.forLanguageTag(languageCode);
    return new Phrases(ResourceBundle.getBundle(BUNDLE, locale, ENGLISH_OTHERWISE));
  }

  String get(String key) {
    return bundle.getString(key);
  }
}
