package io.chasqui.messaging.telegram;

import io.chasqui.worker.report.Report;

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
    this(fileName, report.content(), report.sha256());
  }

  Document {
    String safe =
        fileName.replaceAll("[\\p{Cc}\\u2028\\u2029/\\\\]", "_").replace('"', '\'').strip();
    fileName = safe.isEmpty() ? NAMELESS : safe;
  }
}
