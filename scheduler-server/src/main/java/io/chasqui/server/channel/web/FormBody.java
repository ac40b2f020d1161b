package io.chasqui.server.channel.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form, in UTF-8. The web server's own reading of forms is off where anybody may
 * send one.
 */
final class FormBody {

  private FormBody() {}

  /** Empty when it is no form. */
  static Optional<Map<String, List<String>>> read(byte[] body) {
    Map<String, List<String>> fields = new HashMap<>();
    try {
      for (String field : new String(body, StandardCharsets.US_ASCII).split("&")) {
        String[] nameAndValue = field.split("=", 2);
        if (!field.isEmpty()) {
          fields
              .computeIfAbsent(decoded(nameAndValue[0]), name -> new ArrayList<>())
              .add(nameAndValue.length == 2 ? decoded(nameAndValue[1]) : "");
        }
      }
      return Optional.of(fields);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
