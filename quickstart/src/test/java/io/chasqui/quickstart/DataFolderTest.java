package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

  private final Path parent;

  DataFolderTest(@TempDir Path parent) {
    this.parent = parent;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "a $x b, $",
        "${HOME}, $",
        "$(id), $",
        "`id`, `",
        "say \"so\", \"",
        "back\\slash, \\",
        "two\\nlines, the control character U+000A",
        "tab\\there, the control character U+0009"
      })
  void refusesWhatAShellReadsAsSomethingElseAndMakesNothing(String name, String character) {
    Path folder = parent.resolve(name.replace("\\n", "\n").replace("\\t", "\t")).resolve("below");

    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(() -> DataFolder.hold(folder))
        .withMessageStartingWith("the data folder must not contain " + character + ": ")
        .withMessageContaining("--data-dir");

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void refusesALinkToAFolderThatAShellWouldMisread() throws IOException {
    Path target = Files.createDirectory(parent.resolve("a$x"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), target);

    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(() -> DataFolder.hold(link.resolve("below")))
        .withMessageContaining("must not contain $");

    assertThat(target).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with blanks",
        "ends with one ",
        "-leading",
        "--data-dir=x",
        "señal и 日本",
        "it's",
        "100%41",
        "a;b&c|d>e<f",
        "a#b?c*d[e]{f}(g)!h~i",
        "co:lon, comma",
        "@file"
      })
  void takesEveryOtherName(String name) throws IOException {
    Path folder = parent.resolve(name).resolve("below");

    try (DataFolder data = DataFolder.hold(folder)) {
      assertThat(data.root()).isDirectory();
    }
  }

  @Test
  void takesALinkToAFolder() throws IOException {
    Path link =
        Files.createSymbolicLink(
            parent.resolve("link"), Files.createDirectory(parent.resolve("there")));

    try (DataFolder data = DataFolder.hold(link)) {
      assertThat(data.root()).isEqualTo(link);
    }
  }

  @Test
  void refusesWhatIsTooLongForPostgres() {
    String name = "n".repeat(200);
    Path folder = parent.resolve(name).resolve(name).resolve(name).resolve(name).resolve(name);

    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(() -> DataFolder.hold(folder))
        .withMessageContaining("bytes long, and PostgreSQL takes at most 850");

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "kept");

    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(() -> DataFolder.hold(file))
        .withMessageContaining("the data folder is a file: " + file);

    assertThat(file).hasContent("kept");
  }

  @Test
  void leavesNothingBehindWhereAFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "kept");
    Path dangling = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("nowhere"));

    for (Path folder :
        Arrays.asList(
            file.resolve("below"),
            dangling,
            dangling.resolve("below"),
            parent.resolve("new").resolve("n".repeat(300)))) {
      assertThatExceptionOfType(QuickstartRefused.class)
          .as(folder.toString())
          .isThrownBy(() -> DataFolder.hold(folder))
          .withMessageContaining("cannot be used");
    }

    assertThat(parent.toFile().list()).containsExactlyInAnyOrder("file", "link");
  }

  @Test
  void aStartThatIsRefusedAfterAllTakesAwayWhatItHasMadeAndNoMore() throws IOException {
    DataFolder.hold(parent.resolve("a").resolve("b")).discard();
    assertThat(parent).isEmptyDirectory();

    Path there = Files.createDirectory(parent.resolve("there"));
    Files.writeString(there.resolve("report"), "kept");
    DataFolder.hold(there).discard();
    assertThat(there.toFile().list()).containsExactly("report");

    DataFolder.hold(there).close();
    DataFolder.hold(there).discard();
    assertThat(there.toFile().list()).containsExactlyInAnyOrder("report", "quickstart.lock");
  }

  @Test
  void jarsMayLieWhereverJavaFindsThem() throws IOException {
    for (String name : new String[] {"a $x `b` \"c\" d\\e", "señal", "100%41", "it's #1?"}) {
      Path jars = FakeApp.jarsIn(Files.createDirectory(parent.resolve(name)));
      assertThat(AppJars.in(jars).server()).exists();
    }
    for (String name : new String[] {"co:lon", "loud!", "two\nlines"}) {
      Path jars = FakeApp.jarsIn(Files.createDirectory(parent.resolve(name)));
      assertThatExceptionOfType(QuickstartRefused.class)
          .as(name)
          .isThrownBy(() -> AppJars.in(jars))
          .withMessageContaining("the folder of the jars must not contain");
    }
  }
}
