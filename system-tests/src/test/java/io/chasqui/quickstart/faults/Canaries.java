package io.chasqui.quickstart.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Private values that occur nowhere else in the world, and the search for them. */
final class Canaries {

  private final Random random = new Random();
  private final Map<String, String> values = new LinkedHashMap<>();

  /** A new value of letters and digits. */
  String word(String name) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return remember(name, "kn" + HexFormat.of().formatHex(bytes));
  }

  /** A new number. */
  String digits(String name, String prefix, int more) {
    StringBuilder number = new StringBuilder(prefix);
    for (int i = 0; i < more; i++) {
      number.append(random.nextInt(10));
    }
    return remember(name, number.toString());
  }

  /** A value that somebody else has made. */
  String remember(String name, String value) {
    values.put(name, value);
    return value;
  }

  /** Where a text holds one, in any of the forms in which it could be read; masked are not. */
  List<String> in(String place, String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    values.forEach(
        (name, value) ->
            forms(value).stream()
                .filter(lowerCase::contains)
                .forEach(form -> found.add(name + " in " + place + ": " + around(text, form))));
    return found;
  }

  private static List<String> forms(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return List.of(
        value.toLowerCase(Locale.ROOT),
        HexFormat.of().formatHex(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes).toLowerCase(Locale.ROOT));
  }

  private static String around(String text, String form) {
    return Pattern.compile(".{0,120}" + Pattern.quote(form) + ".{0,60}", Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .results()
        .findFirst()
        .map(found -> found.group())
        .orElse("");
  }
}
