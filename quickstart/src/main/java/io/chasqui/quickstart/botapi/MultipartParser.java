package io.chasqui.quickstart.botapi;

import io.chasqui.quickstart.web.BadCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578). A boundary counts only at the start of a line and
 * only when nothing but white space follows it, so a file may hold bytes that look like one.
 */
final class MultipartParser {

  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final int MOST_HEADER_BYTES = 16_384;

  private final byte[] body;
  private final byte[] delimiter;

  private MultipartParser(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * One field.
   *
   * @param fileName null: not a file
   * @param contentType as the sender says, or null
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(
      String name, @Nullable String fileName, @Nullable String contentType, byte[] content) {

    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  /**
   * Takes the body apart.
   *
   * @param contentType the whole header, which names the boundary
   * @throws BadCall when it does not follow the format
   */
  static List<Part> parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new BadCall("Bad Request: the multipart body names no boundary");
    }
    String value = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    return new MultipartParser(body, value == null ? "" : value).parts();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Delimiter current = nextDelimiter(0);
    while (!current.last()) {
      Delimiter next = nextDelimiter(current.end());
      parts.add(part(current.end(), Math.max(current.end(), next.start())));
      current = next;
    }
    return parts;
  }

  /**
   * A boundary line.
   *
   * @param start of the line break before it, which belongs to it and not to the content
   * @param end just behind its own line break
   * @param last whether it closes the body
   */
  private record Delimiter(int start, int end, boolean last) {}

  private Delimiter nextDelimiter(int from) {
    for (int at = indexOf(delimiter, from); at >= 0; at = indexOf(delimiter, at + 1)) {
      boolean lineStart = at == 0 || at >= 2 && isLineBreak(at - 2);
      Optional<Delimiter> found = lineStart ? delimiterAt(at) : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new BadCall("Bad Request: the multipart body ends without its closing boundary");
  }

  private Optional<Delimiter> delimiterAt(int at) {
    int start = Math.max(0, at - 2);
    int position = at + delimiter.length;
    if (position + 1 < body.length && body[position] == '-' && body[position + 1] == '-') {
      return Optional.of(new Delimiter(start, body.length, true));
    }
    while (position < body.length && (body[position] == ' ' || body[position] == '\t')) {
      position++;
    }
    return isLineBreak(position)
        ? Optional.of(new Delimiter(start, position + 2, false))
        : Optional.empty();
  }

  private boolean isLineBreak(int at) {
    return at + 1 < body.length && body[at] == '\r' && body[at + 1] == '\n';
  }

  private Part part(int from, int to) {
    int headersEnd = indexOf(new byte[] {'\r', '\n', '\r', '\n'}, from);
    // A part without any header begins with the empty line itself.
    boolean noHeaders = isLineBreak(from);
    if (!noHeaders
        && (headersEnd < 0 || headersEnd > to || headersEnd - from > MOST_HEADER_BYTES)) {
      throw new BadCall("Bad Request: a part of the multipart body has no end of its headers");
    }
    String headers =
        noHeaders ? "" : new String(body, from, headersEnd - from, StandardCharsets.UTF_8);
    int contentFrom = Math.min(to, noHeaders ? from + 2 : headersEnd + 4);
    String disposition = header(headers, "Content-Disposition").orElse("");
    String name =
        parameter(disposition, "name")
            .orElseThrow(
                () -> new BadCall("Bad Request: a part of the multipart body has no name"));
    return new Part(
        name,
        parameter(disposition, "filename").orElse(null),
        header(headers, "Content-Type").orElse(null),
        Arrays.copyOfRange(body, contentFrom, to));
  }

  private static Optional<String> header(String headers, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).trim())
        .findFirst();
  }

  /** Browsers and okhttp escape a quote in a name as %22, older clients with a backslash. */
  private static Optional<String> parameter(String header, String name) {
    Matcher quoted =
        Pattern.compile(";\\s*" + name + "=\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE)
            .matcher(header);
    if (quoted.find()) {
      String value = quoted.group(1) == null ? "" : quoted.group(1);
      return Optional.of(
          value
              .replaceAll("\\\\(.)", "$1")
              .replace("%22", "\"")
              .replace("%0D", "\r")
              .replace("%0A", "\n"));
    }
    Matcher token =
        Pattern.compile(";\\s*" + name + "=([^;\\s\"]+)", Pattern.CASE_INSENSITIVE).matcher(header);
    return token.find() ? Optional.ofNullable(token.group(1)) : Optional.empty();
  }

  private int indexOf(byte[] wanted, int from) {
    byte first = wanted[0];
    outer:
    for (int i = Math.max(0, from); i <= body.length - wanted.length; i++) {
      if (body[i] != first) {
        continue;
      }
      for (int k = 1; k < wanted.length; k++) {
        if (body[i + k] != wanted[k]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
