package io.chasqui.server.template.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * JSON whose strings have tags. It is read before values are put in, and written after that, so
 * that no value can make a field. Names of fields have no tags.
 */
public final class JsonTemplate {

  /** Objects and arrays in each other. */
  private static final int DEEPEST = 16;

  private final JsonNode tree;
  private final Map<String, Piece> byText;

  private JsonTemplate(JsonNode tree, Map<String, Piece> byText) {
    this.tree = tree;
    this.byText = byText;
  }

  /**
   * A string of it.
   *
   * @param path where it stands, {@code data.lines[0].price}
   */
  public record Found(String path, String text) {}

  /**
   * All of its strings, in their order.
   *
   * @param tree of JSON
   */
  public static List<Found> strings(JsonNode tree) {
    List<Found> found = new ArrayList<>();
    collect("", tree, found);
    return found;
  }

  private static void collect(String path, JsonNode node, List<Found> found) {
    if (node.isTextual()) {
      found.add(new Found(path, node.textValue()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", node.get(i), found);
      }
    } else {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      found));
    }
  }

  /** What is wrong with it as a whole; what is wrong with its strings is not looked at. */
  public static List<TemplateFault> faults(JsonNode tree) {
    Place whole = new Place(1, 1);
    List<TemplateFault> faults = new ArrayList<>();
    if (tree.toString().getBytes(StandardCharsets.UTF_8).length > TagScanner.MOST_BYTES) {
      faults.add(TemplateFault.at(whole, "template.tooLarge", TagScanner.MOST_BYTES));
    }
    if (JsonDepth.isBeyond(tree, DEEPEST)) {
      faults.add(TemplateFault.at(whole, "template.jsonTooDeep", DEEPEST));
    } else if (hasTagInAName(tree)) {
      faults.add(TemplateFault.at(whole, "template.tagInAName"));
    }
    return faults;
  }

  private static boolean hasTagInAName(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().contains("{{")) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (hasTagInAName(child)) {
        return true;
      }
    }
    return false;
  }

  /**
   * JSON without faults, in it or its strings.
   *
   * @throws IllegalArgumentException when it has some
   */
  public static JsonTemplate of(JsonNode tree) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    for (Found found : strings(tree)) {
      pieces.computeIfAbsent(found.text(), Piece::of);
    }
    return new JsonTemplate(tree, pieces);
  }

  /**
   * What becomes of it, in one line.
   *
   * @param atMost characters, in UTF-16 units
   */
  public Rendered render(Map<String, Object> values, int atMost, Budget budget) {
    try {
      String text =
          ExactJson.MAPPER.writeValueAsString(rendered(tree, new Pen(values, atMost, budget)));
      return text.length() > atMost
          ? new Rendered.Fault(Rendered.Reason.TOO_LONG, String.valueOf(atMost))
          : new Rendered.Text(text);
    } catch (RenderingStopped e) {
      return e.fault();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private JsonNode rendered(JsonNode node, Pen pen) {
    if (node.isTextual()) {
      return Objects.requireNonNull(byText.get(node.textValue())).write(pen);
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(rendered(element, pen)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(field -> object.set(field.getKey(), rendered(field.getValue(), pen)));
      return object;
    }
    return node;
  }

  /** With what strings are written; what they have together is bounded while they are. */
  private static final class Pen {

    private final Map<String, Object> values;
    private final int atMost;
    private final Budget budget;
    private int written;

    Pen(Map<String, Object> values, int atMost, Budget budget) {
      this.values = values;
      this.atMost = atMost;
      this.budget = budget;
    }

    JsonNode write(TemplateText text) {
      Rendered rendered = text.render(values, atMost - written, budget);
      if (rendered instanceof Rendered.Text whole) {
        written += whole.text().length();
        return JsonNodeFactory.instance.textNode(whole.text());
      }
      Rendered.Fault fault = (Rendered.Fault) rendered;
      throw fault.reason() == Rendered.Reason.TOO_LONG
          ? new RenderingStopped(fault.reason(), atMost)
          : new RenderingStopped(fault.reason(), fault.name());
    }

    JsonNode write(String name) {
      budget.spend();
      Object value = Values.find(values, name);
      if (value == null) {
        throw new RenderingStopped(Rendered.Reason.MISSING, name);
      }
      JsonNode node = Values.node(value);
      written += node.isNumber() || node.isBoolean() ? 0 : node.toString().length();
      if (written > atMost) {
        throw new RenderingStopped(Rendered.Reason.TOO_LONG, atMost);
      }
      return node;
    }
  }

  /** A string with tags; one that is a tag alone has the type of its value. */
  private interface Piece {

    JsonNode write(Pen pen);

    static Piece of(String text) {
      TemplateText template = TemplateText.of(text, Escaping.JSON);
      if (template.tags().size() == 1) {
        Tag tag = template.tags().get(0);
        boolean alone = tag.begin() == 0 && tag.end() == text.length() && !tag.name().equals(".");
        if (alone) {
          return pen -> pen.write(tag.name());
        }
      }
      return pen -> pen.write(template);
    }
  }
}
