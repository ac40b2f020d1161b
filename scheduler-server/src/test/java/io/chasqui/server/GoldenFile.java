package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.ops.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of {@code src/test/resources/golden} that holds what the server is to say. A test that
 * runs with {@code -Dgolden=write} writes it anew, so that what has changed is read as a
 * difference.
 *
 * @param name of the file
 */
public record GoldenFile(String name) {

  private static final String WRITE = "write";

  /** Fails when the server says anything else. */
  public void isEqualTo(String real) {
    if (WRITE.equals(System.getProperty("golden"))) {
      write(real);
    }
    assertThat(real)
        .as(
            "%s; when the change is meant, run this test with -Dgolden=write and look at the"
                + " difference",
            name)
        .isEqualTo(text());
  }

  List<String> lines() {
    return text().lines().toList();
  }

  private String text() {
    return Repository.text("scheduler-server/src/test/resources/golden/" + name);
  }

  private void write(String text) {
    Path file = Repository.file("scheduler-server/src/test/resources/golden/" + name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
