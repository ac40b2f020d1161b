package io.chasqui.quickstart.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md says what the settings records say. It is here because the workers, whose
 * records are among them, are built before this module only.
 */
class SettingsTablesTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void thePageSaysOfEachKeyWhatItsRecordSays() throws IOException {
    String written = SettingsTables.write(Files.readString(PAGE), Setting.all());
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, written);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/configuration.md; CONTRIBUTING.md says how it is written")
        .isEqualTo(written);
  }

  /**
   * Spring's processor takes the first {@code @param} that begins with a component's name: that of
   * {@code rolesClaim} for {@code roles}, unless the shorter name comes first.
   */
  @Test
  void noKeyHasTheTextOfOneWhoseNameIsLonger() throws IOException {
    List<Setting> all = Setting.all();
    for (Setting setting : all) {
      assertThat(all)
          .filteredOn(other -> other.name().matches(Pattern.quote(setting.name()) + "[^.]+"))
          .as(setting.name() + " belongs before these in its record's javadoc")
          .noneMatch(longer -> setting.text().endsWith(longer.text()));
    }
  }

  @Test
  void aKeyStandsWhereItsLongestAreaIs() {
    String page =
        """
        <!-- settings: chasqui.storage -->
        old
        <!-- end of settings -->
        Text stays.
        <!-- settings: chasqui.jobs chasqui.storage.cache -->
        <!-- end of settings -->
        """;
    List<Setting> settings =
        List.of(
            new Setting("chasqui.jobs.keep-failed", "7d", "how long"),
            new Setting("chasqui.storage.cache.size", "64MB", "memory"),
            new Setting("chasqui.storage.type", "", "where reports are"));

    assertThat(SettingsTables.write(page, settings))
        .isEqualTo(
            """
            <!-- settings: chasqui.storage -->
            | key | environment | default | meaning |
            | --- | --- | --- | --- |
            | `chasqui.storage.type` | `CHASQUI_STORAGE_TYPE` | | where reports are |
            <!-- end of settings -->
            Text stays.
            <!-- settings: chasqui.jobs chasqui.storage.cache -->
            | key | environment | default | meaning |
            | --- | --- | --- | --- |
            | `chasqui.jobs.keep-failed` | `CHASQUI_JOBS_KEEPFAILED` | `7d` | how long |
            | `chasqui.storage.cache.size` | `CHASQUI_STORAGE_CACHE_SIZE` | `64MB` | memory |
            <!-- end of settings -->
            """);
  }

  @Test
  void codeAndPagesAreWrittenInMarkdown() {
    String text =
        "{@code {id}.pdf}, {@code a|b} or {@code {{subject}}}; see docs/s3.md and"
            + " docs/addresses.md#phone-numbers";

    assertThat(new Setting("chasqui.a", "", text).row())
        .endsWith(
            "| `{id}.pdf`, `a\\|b` or `{{subject}}`; see [s3.md](s3.md) and"
                + " [addresses.md](addresses.md#phone-numbers) |\n");
  }

  @Test
  void aKeyWithoutATableOrATextAndAnAreaWithoutAKeyAreFaults() {
    String page = "<!-- settings: chasqui.jobs -->\n<!-- end of settings -->\n";
    Setting job = new Setting("chasqui.jobs.keep", "", "how long");

    assertThatIllegalStateException()
        .isThrownBy(
            () -> SettingsTables.write(page, List.of(job, new Setting("chasqui.a", "", "text"))))
        .withMessageStartingWith("chasqui.a has no table");
    assertThatIllegalStateException()
        .isThrownBy(() -> SettingsTables.write(page, List.of()))
        .withMessage("chasqui.jobs is the area of no key");
    assertThatIllegalStateException().isThrownBy(new Setting("chasqui.a", "", "")::row);
    assertThatIllegalStateException()
        .isThrownBy(new Setting("chasqui.a", "", "see {@link Duration}")::row);
    assertThatIllegalStateException()
        .isThrownBy(new Setting("chasqui.a", "", "cut off {@code")::row);
  }
}
