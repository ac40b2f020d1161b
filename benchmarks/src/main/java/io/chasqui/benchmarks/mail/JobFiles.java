package io.chasqui.benchmarks.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The mails as a yardstick that is no Java program reads them, so that it composes the same. */
public final class JobFiles {

  private JobFiles() {}

  /** What all mails say, as text and as HTML. */
  public static void writeContent(Corpus corpus, Path text, Path html) {
    write(text, corpus.text());
    write(html, MailShape.html(corpus));
  }

  /** What each mail has of its own: a JSON array. */
  public static void writeJobs(Corpus corpus, Path file) {
    write(
        file,
        IntStream.range(0, corpus.size())
            .mapToObj(number -> job(corpus, number))
            .collect(Collectors.joining(",\n", "[", "]")));
  }

  private static String job(Corpus corpus, int number) {
    return """
    {"from":"%s","to":"%s","subject":"%s","correlationId":"%s","report":"%s"}\
    """
        .formatted(
            MailShape.FROM,
            corpus.recipient(number),
            corpus.subject(number),
            corpus.correlationId(number),
            corpus.file(number).getFileName());
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("The yardstick's mails could not be written", e);
    }
  }
}
