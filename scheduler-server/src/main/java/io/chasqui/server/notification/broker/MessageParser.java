package io.chasqui.server.notification.broker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a message, within bounds. */
final class MessageParser {

  /** Of a body. */
  static final int MOST_BYTES = 256 * 1024;

  /** Objects and lists in each other. */
  static final int DEEPEST = 16;

  private static final char REPLACEMENT = '\uFFFD';

  private final ObjectMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Amounts keep all their digits.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * The object that a body is.
   *
   * @throws Poison when it is none
   */
  JsonNode object(byte[] body) throws Poison {
    if (body.length > MOST_BYTES) {
      throw new Poison(PoisonReason.TOO_LARGE);
    }
    JsonNode read = read(body);
    if (read == null || !read.isObject()) {
      throw new Poison(PoisonReason.NO_JSON);
    }
    return storable(read);
  }

  private @Nullable JsonNode read(byte[] body) throws Poison {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new Poison(reason(e));
    }
  }

  private static PoisonReason reason(IOException e) {
    return e instanceof StreamConstraintsException
            && String.valueOf(e.getMessage()).contains("depth")
        ? PoisonReason.TOO_DEEP
        : PoisonReason.NO_JSON;
  }

  /** PostgreSQL keeps no text with a NUL or half a character in it. */
  private static JsonNode storable(JsonNode tree) {
    if (tree.isTextual()) {
      String text = storable(tree.textValue());
      return text.equals(tree.textValue()) ? tree : TextNode.valueOf(text);
    }
    if (tree instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        JsonNode value = storable(field.getValue());
        String name = storable(field.getKey());
        if (!name.equals(field.getKey())) {
          object.remove(field.getKey());
        }
        object.set(name, value);
      }
    } else if (tree instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, storable(list.get(i)));
      }
    }
    return tree;
  }

  private static String storable(String text) {
    return text.codePoints().anyMatch(MessageParser::isNotStorable)
        ? text.codePoints()
            .filter(point -> point != 0)
            .map(point -> isNotStorable(point) ? REPLACEMENT : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }

  private static boolean isNotStorable(int point) {
    return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** A message that nobody can read. */
  static final class Poison extends Exception {

    private static final long serialVersionUID = 1;

    private final PoisonReason reason;

    Poison(PoisonReason reason) {
      super(reason.name(), null, false, false);
      this.reason = reason;
    }

    PoisonReason reason() {
      return reason;
    }
  }
}
