package io.chasqui.quickstart.prepared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells jars apart by what is in them: the build gives all of them the same time, and a change need
 * not change their size.
 */
final class JarIdentity {

  private JarIdentity() {}

  /** Of names, sizes and checksums of all entries; reads no more than the list of them. */
  static String of(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      zip.stream()
          .map(JarIdentity::line)
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(ZipEntry entry) {
    return entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc() + '\n';
  }
}
