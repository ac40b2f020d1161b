package io.chasqui.report.s3;

import io.chasqui.platform.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A report on its way into a store, which wants to know size and checksum before the first byte. It
 * lies in a file that nobody else may read, and is removed when it is closed.
 *
 * @param md5 in base64, as the header {@code Content-MD5} has it: the one checksum that every store
 *     knows. It is against accidents; the signature and TLS are against attackers
 */
record SpooledReport(Path file, String md5) implements AutoCloseable {

  /** In the JVM's directory for temporary files. */
  static SpooledReport of(InputStream content) throws IOException {
    return of(content, Path.of(System.getProperty("java.io.tmpdir")));
  }

  static SpooledReport of(InputStream content, Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "chasqui-report-", ".tmp");
    try {
      MessageDigest md5 = Digests.md5();
      // Files.copy would make the file anew, for everybody to read.
      try (OutputStream spool = Files.newOutputStream(file)) {
        new DigestInputStream(content, md5).transferTo(spool);
      }
      return new SpooledReport(file, Base64.getEncoder().encodeToString(md5.digest()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
