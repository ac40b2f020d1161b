package io.chasqui.report;

import io.chasqui.platform.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report's bytes on their way through: counts them, digests them where that is wanted, and breaks
 * off when they are too many or not a PDF's. Only the first bytes are looked at; a PDF is never
 * parsed.
 */
public final class CheckedPdf extends FilterInputStream {

  private static final byte[] MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final @Nullable MessageDigest digest;
  private final byte[] head = new byte[MAGIC.length];
  private final long limit;
  private long size;

  private CheckedPdf(InputStream content, long limit, @Nullable MessageDigest digest) {
    super(content);
    this.limit = limit;
    this.digest = digest;
  }

  /**
   * Counts only: to digest a report takes longer than to read it.
   *
   * @param limit in bytes
   */
  public static CheckedPdf counted(InputStream content, long limit) {
    return new CheckedPdf(content, limit, null);
  }

  /**
   * Counts and digests.
   *
   * @param limit in bytes
   */
  public static CheckedPdf digested(InputStream content, long limit) {
    return new CheckedPdf(content, limit, Digests.sha256());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count < 0) {
      requirePdf(size >= MAGIC.length);
      return count;
    }
    keepHead(buffer, offset, count);
    size += count;
    if (size > limit) {
      throw new ReportTooLarge(limit);
    }
    requirePdf(size < MAGIC.length || Arrays.equals(head, MAGIC));
    if (digest != null) {
      digest.update(buffer, offset, count);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** In bytes; complete at the end of the stream. */
  public long size() {
    return size;
  }

  /** Lower-case hexadecimal, of what is digested; to be asked once, at the end of the stream. */
  public String sha256() {
    return HexFormat.of().formatHex(Objects.requireNonNull(digest, "not digested").digest());
  }

  private void keepHead(byte[] buffer, int offset, int count) {
    if (size < MAGIC.length) {
      int missing = Math.min(count, MAGIC.length - (int) size);
      System.arraycopy(buffer, offset, head, (int) size, missing);
    }
  }

  private static void requirePdf(boolean looksLikeOne) throws ReportNotPdf {
    if (!looksLikeOne) {
      throw new ReportNotPdf();
    }
  }
}
