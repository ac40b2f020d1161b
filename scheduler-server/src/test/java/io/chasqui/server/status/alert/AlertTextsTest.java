package io.chasqui.server.status.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.api.problem.PlainMessages;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTextsTest {

  private static final UUID ID = UUID.fromString("019ab2c4-5f00-7c3e-9f4a-2b6d1e8a7c05");
  private static final Instant BEGIN = Instant.parse("2026-11-22T09:00:05Z");
  private static final Instant END = Instant.parse("2026-11-22T09:10:05Z");

  @Test
  void saysWhatIsWrongSinceWhenAndWhatToDo() {
    Alert alert = new Alert(ID, "CHANNEL_FAULT", "smtp:host:587", "7 failures", BEGIN, null);

    assertThat(texts("en").title(alert)).isEqualTo("Chasqui: channel smtp:host:587 does not work");
    assertThat(texts("en").body(alert))
        .contains("smtp:host:587", "7 failures", "2026-11-22T09:00:05Z", "provider's words");
  }

  @Test
  void saysThatItIsOver() {
    Alert alert = new Alert(ID, "NO_WORKER", "email", "detail", BEGIN, END);

    assertThat(texts("en").title(alert)).isEqualTo("Chasqui: over: queue email has no worker");
    assertThat(texts("en").body(alert)).contains("2026-11-22T09:00:05Z", "2026-11-22T09:10:05Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CHANNEL_FAULT", "PROVIDER_FAILOVER", "JOB_QUARANTINED", "NO_WORKER", "BACKLOG"})
  void everyKindHasWordsInEveryLanguage(String kind) {
    Alert alert = new Alert(ID, kind, "the-subject", "the-detail", BEGIN, null);
    for (String language : new String[] {"en", "es", "ru"}) {
      assertThat(texts(language).title(alert)).contains("the-subject").hasSizeLessThan(200);
      assertThat(texts(language).body(alert)).contains("the-detail").doesNotContain("{", "''");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "ru"})
  void otherLanguagesAreNotEnglish(String language) {
    Alert alert = new Alert(ID, "BACKLOG", "email", "detail", BEGIN, null);

    assertThat(texts(language).body(alert)).isNotEqualTo(texts("en").body(alert));
    assertThat(texts(language).title(alert)).isNotEqualTo(texts("en").title(alert));
  }

  private static AlertTexts texts(String language) {
    PlainMessages source = new PlainMessages();
    source.setBasename("messages/alerts");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    source.setAlwaysUseMessageFormat(true);
    return new AlertTexts(source, Locale.forLanguageTag(language));
  }
}
