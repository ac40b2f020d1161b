package io.chasqui.benchmarks.mail;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The requests that have the mails of a corpus sent. */
public final class ScheduleRequests {

  private ScheduleRequests() {}

  /** All due at the same time. */
  public static List<String> dueAt(Instant time, Corpus corpus) {
    return due(number -> time, corpus);
  }

  /** Each due at its own time, by its number. */
  public static List<String> due(IntFunction<Instant> time, Corpus corpus) {
    return IntStream.range(0, corpus.size())
        .mapToObj(number -> request(corpus, number, time.apply(number)))
        .toList();
  }

  private static String request(Corpus corpus, int number, Instant dueAt) {
    return """
    {"correlationId":"%s","toEmail":"%s","subject":"%s","message":"%s","customerId":%s,"scheduledTime":"%s"}\
    """
        .formatted(
            corpus.correlationId(number),
            corpus.recipient(number),
            corpus.subject(number),
            corpus.text().replace("\n", "\\n"),
            number % 1_000,
            dueAt);
  }
}
