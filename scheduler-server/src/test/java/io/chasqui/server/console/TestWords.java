package io.chasqui.server.console;

import io.chasqui.server.api.problem.PlainMessages;
import java.time.ZoneId;
import java.util.Locale;

/** The texts of the console, as the server says them. */
public final class TestWords {

  private TestWords() {}

  /** In Lima. */
  public static Words in(String language) {
    return new Words(texts(), Locale.forLanguageTag(language), ZoneId.of("America/Lima"));
  }

  static PlainMessages texts() {
    PlainMessages texts = new PlainMessages();
    texts.setBasenames(
        "messages/console",
        "messages/console-live",
        "messages/console-deliveries",
        "messages/console-uncertain",
        "messages/console-overview");
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    texts.setAlwaysUseMessageFormat(true);
    return texts;
  }
}
