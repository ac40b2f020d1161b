package io.chasqui.worker.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** How a channel sends reports. A report is made so while it is read, and kept in no other form. */
@FunctionalInterface
public interface ReportEncoding {

  /**
   * Reads a PDF to its end.
   *
   * @param size of the PDF in bytes, as the storage states it; -1 when it does not
   */
  byte[] read(InputStream pdf, long size) throws IOException;

  /**
   * The PDF as it is.
   *
   * @param size of the PDF in bytes, as the storage states it; -1 when it does not
   * @throws IOException when the storage breaks off
   */
  static byte[] pdf(InputStream pdf, long size) throws IOException {
    if (size < 0) {
      return pdf.readAllBytes();
    }
    byte[] content = new byte[Math.toIntExact(size)];
    int read = pdf.readNBytes(content, 0, content.length);
    // Checks are made at the end of the stream, and it may be longer than it was said to be.
    pdf.transferTo(OutputStream.nullOutputStream());
    return read == content.length ? content : Arrays.copyOf(content, read);
  }
}
