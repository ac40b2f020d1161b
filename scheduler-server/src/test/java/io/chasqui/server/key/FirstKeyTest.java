package io.chasqui.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;

class FirstKeyTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

  private final ApiKeysTest.RecordingStore store = new ApiKeysTest.RecordingStore();
  private final ApiKeys keys =
      new ApiKeys(store, act -> {}, TransactionOperations.withoutTransaction(), CLOCK);
  private final Path folder;
  private final Path file;

  FirstKeyTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("api key ñ");
  }

  @Test
  void isWrittenForItsOwnerAloneAndHasTheScopesAskedFor() throws IOException {
    start(file);

    ApiKey key = keys.authenticate(Files.readString(file).strip()).orElseThrow();
    assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.MANAGE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void staysTheSameAtTheNextStart() throws IOException {
    start(file);
    String first = Files.readString(file);

    start(file);

    assertThat(file).hasContent(first.strip());
    assertThat(keys.list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "chq_cut", "no key at all", "\n\n"})
  void takesThePlaceOfWhatIsNoKeyOfThisDatabase(String before) throws IOException {
    Files.writeString(file, before);

    start(file);

    assertThat(keys.authenticate(Files.readString(file).strip())).isPresent();
  }

  @Test
  void takesThePlaceOfARevokedOne() throws IOException {
    start(file);
    String revoked = Files.readString(file).strip();
    keys.revoke(keys.list().get(0).id());

    start(file);

    assertThat(keys.authenticate(Files.readString(file).strip())).isPresent();
    assertThat(file).content().isNotEqualTo(revoked);
  }

  @Test
  void isNotMadeUnlessAskedFor() {
    start(null);

    assertThat(keys.list()).isEmpty();
  }

  @Test
  void stopsTheStartWithTheSettingsNameWhenItCannotBeWritten() {
    assertThatThrownBy(() -> start(folder.resolve("missing").resolve("key")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.api.first-key.file");
  }

  private void start(Path to) {
    new FirstKey(keys, new FirstKeySettings(to, Set.of(Scope.READ, Scope.MANAGE))).run(null);
  }
}
