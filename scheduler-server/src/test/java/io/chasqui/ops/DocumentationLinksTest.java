package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages lead to pages and sections that are there. */
class DocumentationLinksTest {

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Repository.root());
        Stream<Path> docs = Files.walk(Repository.file("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) {
    assertThat(Page.of(page).deadLinks()).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() {
    Page page =
        new Page(
            Repository.file("docs/events.md"),
            "# One two\n"
                + "[a](operations.md) [b](#one-two) [c](gone.md) [d](#two) [e](../README.md#x)");

    assertThat(page.deadLinks()).containsExactly("gone.md", "#two", "../README.md#x");
  }
}
