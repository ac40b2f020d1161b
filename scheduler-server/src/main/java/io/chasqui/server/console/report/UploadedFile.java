package io.chasqui.server.console.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The one file of a form (RFC 7578) whose only field it is. Forms of several parts are taken apart
 * nowhere here: what stands around the file is known to the byte. It is kept on disk meanwhile, so
 * that a slow sender holds neither memory nor a connection to the database.
 */
final class UploadedFile implements AutoCloseable {

  /** More than a browser writes around a file. */
  static final int MOST_AROUND = 8 * 1024;

  private static final String END_OF_HEADERS = "\r\n\r\n";

  private final Path body;
  private final long from;
  private final long length;

  private UploadedFile(Path body, long from, long length) {
    this.body = body;
    this.from = from;
    this.length = length;
  }

  /**
   * Reads a form.
   *
   * @return empty when it is none, or has no file
   */
  static Optional<UploadedFile> read(InputStream form, String contentType) throws IOException {
    Optional<String> boundary = boundary(contentType);
    if (boundary.isEmpty()) {
      return Optional.empty();
    }
    Path body = Files.createTempFile("chasqui-upload-", ".form");
    try {
      Files.copy(form, body, StandardCopyOption.REPLACE_EXISTING);
      Optional<UploadedFile> file = within(body, "--" + boundary.get());
      if (file.isEmpty()) {
        Files.delete(body);
      }
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(body);
      throw e;
    }
  }

  private static Optional<String> boundary(String contentType) {
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      return type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)
          ? Optional.ofNullable(type.getParameter("boundary")).map(UploadedFile::unquoted)
          : Optional.empty();
    } catch (InvalidMediaTypeException e) {
      return Optional.empty();
    }
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  private static Optional<UploadedFile> within(Path body, String delimiter) throws IOException {
    byte[] last = ("\r\n" + delimiter + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
    try (RandomAccessFile file = new RandomAccessFile(body.toFile(), "r")) {
      String head = text(file, 0, (int) Math.min(MOST_AROUND, file.length()));
      int headers = head.indexOf(END_OF_HEADERS);
      long from = (long) headers + END_OF_HEADERS.length();
      long end = file.length() - last.length;
      boolean isWhole =
          head.startsWith(delimiter + "\r\n")
              && headers > 0
              && end > from
              && Arrays.equals(bytes(file, end, last.length), last);
      return isWhole ? Optional.of(new UploadedFile(body, from, end - from)) : Optional.empty();
    }
  }

  private static String text(RandomAccessFile file, long at, int length) throws IOException {
    return new String(bytes(file, at, length), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(RandomAccessFile file, long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(at);
    file.readFully(bytes);
    return bytes;
  }

  /** What is in the file; the caller closes it. */
  InputStream content() throws IOException {
    InputStream all = Files.newInputStream(body);
    all.skipNBytes(from);
    return new Part(all, length);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(body);
  }

  /** The beginning of a stream. */
  private static final class Part extends FilterInputStream {

    private long left;

    Part(InputStream all, long length) {
      super(all);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
