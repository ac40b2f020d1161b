package io.chasqui.server.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In which languages somebody is written to: their own, then wider ones. */
final class LocaleChain {

  private LocaleChain() {}

  /**
   * Each language, then the same without its region and script, each once.
   *
   * @param wanted BCP 47, in their order; null: none
   */
  static List<String> of(@Nullable String... wanted) {
    Set<String> chain = new LinkedHashSet<>();
    for (String tag : wanted) {
      if (tag != null) {
        Locale locale = Locale.forLanguageTag(tag);
        chain.add(locale.toLanguageTag());
        chain.add(Locale.forLanguageTag(locale.getLanguage()).toLanguageTag());
      }
    }
    return List.copyOf(chain);
  }
}
