package io.chasqui.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

  @TempDir Path folder;
  private final Corpus corpus = new Corpus("own", Path.of("reports"), 2, 0, false);

  @Test
  void eachMailIsOneOfTheArray() {
    Path file = folder.resolve("jobs.json");

    JobFiles.writeJobs(corpus, file);

    assertThat(file)
        .hasContent(
            """
            [{"from":"reports@chasqui.example","to":"own-000000@example.com","subject":"Report 0",\
            "correlationId":"own-000000","report":"own-000000.pdf"},
            {"from":"reports@chasqui.example","to":"own-000001@example.com","subject":"Report 1",\
            "correlationId":"own-000001","report":"own-000001.pdf"}]\
            """);
  }

  @Test
  void whatMailsSayIsTheSameAsInTheOtherYardsticks() {
    Path text = folder.resolve("text");
    Path html = folder.resolve("html");

    JobFiles.writeContent(corpus, text, html);

    assertThat(text).hasContent(corpus.text());
    assertThat(html).hasContent(MailShape.html(corpus));
  }
}
