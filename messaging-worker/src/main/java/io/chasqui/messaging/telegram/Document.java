package io.chasqui.messaging.telegram;

import io.chasqui.worker.report.Report;
import java.util.Objects;

/**
 * A file as it is uploaded.
 *
 * @param fileName without control characters, quotes and slashes, so that it cannot break out of
 *     its header or name a directory
 * @param content not to be changed
 * @param sha256 of the content, lower-case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent")
record Document(String fileName, byte[] content, String sha256) {

  private static final String NAMELESS = "report.pdf";

  Document(String fileName, Report report) {
    this(
        fileName,
        report.content(),
        Objects.requireNonNull(report.sha256(), "reports are digested for this channel"));
  }

  Document {
    String safe =
        fileName.replaceAll("[\\p{Cc}\\u2028\\u2029/\\\\]", "_").replace('"', '\'').strip();
    fileName = safe.isEmpty() ? NAMELESS : safe;
  }
}
