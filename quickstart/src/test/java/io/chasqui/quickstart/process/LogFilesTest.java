package io.chasqui.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  private final Path folder;

  LogFilesTest(@TempDir Path folder) {
    this.folder = folder.resolve("logs");
  }

  @Test
  void keepEachProcessesLinesInAFileOfItsOwn() throws IOException {
    try (LogFiles logs = new LogFiles(folder, null)) {
      logs.line("server", "señal");
      logs.line("email-1", "started");
      logs.line("server", "b");

      assertThat(logs.file("server")).contains(folder.resolve("server.log"));
      assertThat(Files.readString(folder.resolve("server.log")))
          .isEqualToNormalizingNewlines("señal\nb\n");
      assertThat(folder.resolve("email-1.log")).hasContent("started");
    }
  }

  @Test
  void keepTheLatestStartsLinesOnce() throws IOException {
    for (String start : List.of("first", "second", "third")) {
      try (LogFiles logs = new LogFiles(folder, null)) {
        logs.line("server", start);
      }
    }

    assertThat(folder.resolve("server.log")).hasContent("third");
    assertThat(folder.resolve("server.log.1")).hasContent("second");
  }

  @Test
  void begunAnewWhenFullAFileDoesNotGrowForEver() throws IOException {
    try (LogFiles logs = new LogFiles(folder, null, 10)) {
      for (int i = 0; i < 7; i++) {
        logs.line("server", "line " + i);
      }
    }

    assertThat(folder.resolve("server.log.1")).hasContent("line 4\nline 5");
    assertThat(folder.resolve("server.log")).hasContent("line 6");
  }

  @Test
  void showWhatTheyKeepWhenAskedTo() throws IOException {
    List<String> shown = new ArrayList<>();
    LogFiles logs = new LogFiles(folder, (name, line) -> shown.add(name + " " + line));

    logs.line("server", "a");
    logs.close();
    logs.line("server", "told to end");

    assertThat(shown).containsExactly("server a", "server told to end");
    assertThat(folder.resolve("server.log")).hasContent("a");
  }
}
