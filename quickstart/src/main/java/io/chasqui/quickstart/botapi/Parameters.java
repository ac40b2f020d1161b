package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.quickstart.web.BadCall;
import io.chasqui.quickstart.web.Call;
import io.chasqui.quickstart.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A method's parameters, whichever of the four ways they came: query, form, JSON or multipart.
 *
 * @param texts objects and lists are JSON
 * @param files uploads by the part's name
 */
record Parameters(Map<String, String> texts, Map<String, MultipartParser.Part> files) {

  /** The real API takes files of up to 50 MB; the rest of the body gets a little room. */
  private static final int MOST_BODY_BYTES = 51_000_000;

  private static final String ATTACH = "attach://";

  static Parameters of(Call call) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>(call.query());
    Map<String, MultipartParser.Part> files = new LinkedHashMap<>();
    byte[] body = call.body(MOST_BODY_BYTES);
    switch (call.mediaType()) {
      case "application/json" -> {
        if (body.length > 0) {
          Json.readObject(body)
              .properties()
              .forEach(field -> texts.put(field.getKey(), text(field.getValue())));
        }
      }
      case "application/x-www-form-urlencoded" ->
          texts.putAll(Call.readForm(new String(body, StandardCharsets.UTF_8)));
      case "multipart/form-data" -> {
        for (MultipartParser.Part part :
            MultipartParser.parse(call.header("Content-Type").orElse(""), body)) {
          if (part.fileName() == null) {
            texts.put(part.name(), part.text());
          } else {
            files.put(part.name(), part);
          }
        }
      }
      default -> {
        // The real API ignores a body it has no parser for.
      }
    }
    return new Parameters(texts, files);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number, or the other one where it is missing. */
  long number(String name, long otherwise) {
    try {
      return text(name).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new BadCall("Bad Request: " + name + " is not a number");
    }
  }

  /** An upload, under its own name or referred to as {@code attach://part}. */
  Optional<MultipartParser.Part> file(String name) {
    String part =
        text(name)
            .filter(value -> value.startsWith(ATTACH))
            .map(value -> value.substring(ATTACH.length()))
            .orElse(name);
    return Optional.ofNullable(files.get(part));
  }
}
