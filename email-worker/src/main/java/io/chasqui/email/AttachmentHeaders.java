package io.chasqui.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Names an attachment in any language: by RFC 2231 in Content-Disposition, and by RFC 2047 in
 * Content-Type for clients that do not know RFC 2231. No library call writes this pair.
 */
final class AttachmentHeaders {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  /** Of RFC 2231's attribute characters those that no client trips over. */
  private static final String UNESCAPED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

  /** Characters of a section, about: each ends after a whole character of the name. */
  private static final int SECTION = 55;

  private AttachmentHeaders() {}

  /** The lines of both headers. */
  static String of(HeaderValue fileName, String contentType) {
    String name = fileName.value();
    return "Content-Type: "
        + contentType
        + ";\r\n name="
        + rfc2047(name)
        + "\r\nContent-Disposition: attachment"
        + rfc2231(name)
        + "\r\n";
  }

  /** Jakarta Mail would put a long name on one line, and a line has 998 characters at the most. */
  private static String rfc2231(String name) {
    if (EncodedWords.isPlain(name)) {
      return ";\r\n filename=" + quoted(name);
    }
    List<String> sections = sections(name);
    if (sections.size() == 1) {
      return ";\r\n filename*=" + sections.get(0);
    }
    StringBuilder header = new StringBuilder();
    for (int i = 0; i < sections.size(); i++) {
      header.append(";\r\n filename*").append(i).append("*=").append(sections.get(i));
    }
    return header.toString();
  }

  private static List<String> sections(String name) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder(UTF_8 + "''");
    for (String character : name.codePoints().mapToObj(Character::toString).toList()) {
      if (section.length() >= SECTION) {
        sections.add(section.toString());
        section.setLength(0);
      }
      section.append(UNESCAPED.contains(character) ? character : escaped(character));
    }
    sections.add(section.toString());
    return sections;
  }

  private static String escaped(String character) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return escaped.toString();
  }

  /**
   * A quoted string, whatever the name: of the characters that RFC 2045 lets stand in a bare token,
   * many parsers take fewer, and cut {@code it's.pdf} after two.
   */
  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String rfc2047(String name) {
    return EncodedWords.isPlain(name)
        ? quoted(name)
        // One encoded word on a line.
        : '"' + EncodedWords.of(name, "B").replace(" ", "\r\n ") + '"';
  }
}
