package io.chasqui.report.s3;

import io.chasqui.platform.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  static SpooledReport of(InputStream content) throws IOException {
    Path file = Files.createTempFile("chasqui-report-", ".tmp");
    try {
      MessageDigest md5 = Digests.md5();
      Files.copy(new DigestInputStream(content, md5), file, StandardCopyOption.REPLACE_EXISTING);
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
