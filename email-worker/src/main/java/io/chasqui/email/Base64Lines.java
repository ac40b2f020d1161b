package io.chasqui.email;

import io.chasqui.worker.report.ReportEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/** Reports as the bodies of mails: lines of base64, each with its line break, the last one too. */
final class Base64Lines implements ReportEncoding {

  private static final Base64.Encoder ENCODER = Base64.getMimeEncoder();

  private static final int LINE_OF_PDF = 57;
  private static final int LINE = 78;
  private static final int LINES_AT_ONCE = 1024;

  @Override
  public byte[] read(InputStream pdf, long size) throws IOException {
    byte[] part = new byte[LINES_AT_ONCE * LINE_OF_PDF];
    byte[] lines = new byte[LINES_AT_ONCE * LINE];
    byte[] all = new byte[size < 0 ? lines.length : encodedLength(size)];
    int length = 0;
    int read;
    while ((read = pdf.readNBytes(part, 0, part.length)) > 0) {
      int encoded = encode(read == part.length ? part : Arrays.copyOf(part, read), lines);
      if (length + encoded > all.length) {
        all = Arrays.copyOf(all, Math.addExact(all.length, Math.max(all.length / 2, encoded)));
      }
      System.arraycopy(lines, 0, all, length, encoded);
      length += encoded;
    }
    return length == all.length ? all : Arrays.copyOf(all, length);
  }

  /** The encoder puts line breaks between lines, not after the last one. */
  private static int encode(byte[] part, byte[] lines) {
    int encoded = ENCODER.encode(part, lines);
    lines[encoded] = '\r';
    lines[encoded + 1] = '\n';
    return encoded + 2;
  }

  private static int encodedLength(long size) {
    long lastLine = size % LINE_OF_PDF == 0 ? 0 : (size % LINE_OF_PDF + 2) / 3 * 4 + 2;
    return Math.toIntExact(size / LINE_OF_PDF * LINE + lastLine);
  }
}
