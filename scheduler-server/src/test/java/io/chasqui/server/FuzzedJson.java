package io.chasqui.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Makes JSON that somebody might send to see what happens, from JSON with which nothing is wrong.
 */
final class FuzzedJson {

  private static final int TOO_DEEP = 10_000;
  private static final String[] WRONG_VALUES = {
    "null",
    "true",
    "[]",
    "{}",
    "1e999999",
    "-1E+400",
    "1" + "0".repeat(400),
    "9".repeat(60_000),
    "0." + "3".repeat(2_000),
    "-0",
    "01",
    ".5",
    "1.",
    "0x10",
    "NaN",
    "-Infinity",
    "undefined",
    "'single'",
    "\"\"",
    "\" \"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\u0000\"",
    "\"\u0000\"",
    "\"a\nb\"",
    "\"\\x41\"",
    "\"\\u12\"",
    "\"\\r\\nBcc: evil@evil.example\"",
    "\"\u2028\"",
    "\"\u760d\u760a\"",
    "\"\ud83d\ude00\"",
    "\"-999999999-01-01T00:00:00Z\"",
    "\"PT9223372036854775807S\"",
    "\"2026-02-30T25:61:00+99:99\"",
    "\"" + "x".repeat(60_000) + "\"",
    "\"" + "\\u0041".repeat(20_000) + "\"",
    "\"" + "<".repeat(300) + "\"",
    "[".repeat(TOO_DEEP) + "]".repeat(TOO_DEEP),
    "[".repeat(TOO_DEEP),
    "{\"a\":".repeat(TOO_DEEP) + "1" + "}".repeat(TOO_DEEP),
    "{\"a\":[".repeat(TOO_DEEP),
    "[null,{\"a\":[1,\"b\"]}]",
    "",
  };
  private static final String[] WRONG_NAMES = {
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\u0000\"",
    "name",
    "'toEmail'",
    "1",
    "null",
    "\"TOEMAIL\"",
    "\"class\"",
    "\"@type\"",
    "\"__proto__\"",
    "\"" + "n".repeat(60_000) + "\"",
    "",
  };
  private static final String[] MORE = {
    " {}", "]", "}", ",", " null", "\u0000", " // more", "/* more */", "\ufeff", " 1", "\"", "\n[",
  };
  private static final String[] WHOLE = {
    "",
    " ",
    "\n",
    "null",
    "1",
    "\"text\"",
    "[]",
    "{}",
    "true",
    "[[]]",
    "{\"a\"}",
    "{,}",
    "[,]",
    "\u0000",
    "{",
    "[{",
    "nul",
    "-",
    "\"",
    "#",
    "[".repeat(TOO_DEEP),
    "{\"a\":".repeat(TOO_DEEP),
  };
  private static final byte[][] WRONG_BYTES = {
    {(byte) 0xff},
    {(byte) 0xfe, (byte) 0xff},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xe2, (byte) 0x28},
    {0},
    {0x1b},
  };
  private static final Charset[] CHARSETS = {
    StandardCharsets.UTF_16,
    StandardCharsets.UTF_16LE,
    StandardCharsets.UTF_16BE,
    StandardCharsets.ISO_8859_1,
    Charset.forName("UTF-32"),
    Charset.forName("UTF-32LE"),
  };

  private final Random random;

  FuzzedJson(Random random) {
    this.random = random;
  }

  /**
   * @param fields of a valid object: name and value in turn, as they stand in JSON
   */
  byte[] object(String... fields) {
    return random.nextInt(20) == 0
        ? one(WHOLE).getBytes(StandardCharsets.UTF_8)
        : spoilBytes(spoilText(spoilFields(fields)));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private String spoilFields(String... given) {
    List<String> fields = new ArrayList<>(Arrays.asList(given));
    for (int times = below(3); times > 0 && !fields.isEmpty(); times--) {
      int at = 2 * below(fields.size() / 2);
      switch (below(5)) {
        case 0 -> fields.subList(at, at + 2).clear();
        case 1 -> fields.addAll(fields.subList(at, at + 2).stream().toList());
        case 2 -> fields.set(at, one(WRONG_NAMES));
        default -> fields.set(at + 1, one(WRONG_VALUES));
      }
    }
    StringJoiner object = new StringJoiner(",", "{", "}");
    for (int at = 0; at < fields.size(); at += 2) {
      object.add(fields.get(at) + ":" + fields.get(at + 1));
    }
    return object.toString();
  }

  private String spoilText(String text) {
    return switch (below(12)) {
      case 0 -> text.substring(0, below(text.length() + 1));
      case 1 -> text + one(MORE);
      case 2 -> one(MORE) + text;
      case 3 -> text.replaceFirst(",", ",,");
      case 4 -> text.replaceFirst(":", one(new String[] {"", "=", "::", ": ,"}));
      default -> text;
    };
  }

  private byte[] spoilBytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return switch (below(12)) {
      case 0 -> text.getBytes(one(CHARSETS));
      case 1 -> flipped(utf8);
      case 2 -> with(utf8, one(WRONG_BYTES));
      default -> utf8;
    };
  }

  private byte[] flipped(byte[] bytes) {
    for (int times = bytes.length == 0 ? 0 : 1 + below(3); times > 0; times--) {
      bytes[below(bytes.length)] ^= (byte) (1 << below(8));
    }
    return bytes;
  }

  private byte[] with(byte[] bytes, byte[] more) {
    int at = below(bytes.length + 1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, at);
    all.writeBytes(more);
    all.write(bytes, at, bytes.length - at);
    return all.toByteArray();
  }
}
