package io.chasqui.worker.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** How a channel sends reports. A report is made so while it is read, and kept in no other form. */
public interface ReportEncoding {

  /** The PDF as it is, with its digest. */
  ReportEncoding PDF =
      new ReportEncoding() {
        @Override
        public byte[] read(InputStream pdf, long size) throws IOException {
          return pdf(pdf, size);
        }

        @Override
        public boolean needsDigest() {
          return true;
        }
      };

  /**
   * Reads a PDF to its end.
   *
   * @param size of the PDF in bytes, as the storage states it; -1 when it does not
   */
  byte[] read(InputStream pdf, long size) throws IOException;

  /** Whether the channel knows reports again by {@link Report#sha256}. */
  default boolean needsDigest() {
    return false;
  }

  private static byte[] pdf(InputStream pdf, long size) throws IOException {
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
