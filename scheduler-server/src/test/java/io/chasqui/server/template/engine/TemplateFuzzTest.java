package io.chasqui.server.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.server.template.engine.Rendered.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies and values that nobody would write: nothing is thrown, and no value is more than text. */
class TemplateFuzzTest {

  private static final int BODIES = 2_000;
  private static final int VALUES = 2_000;

  /** In a value; unescaped it would stand in the output as it is. */
  private static final String CANARY = "<canary x='\"&`\u0000\u202e>";

  private static final String[] PIECES = {
    "{{",
    "}}",
    "{{{",
    "}}}",
    "{{#",
    "{{^",
    "{{/",
    "{{!",
    "{{>",
    "{{&",
    "{{=",
    "{",
    "}",
    "a",
    "list",
    "o.b",
    "absent",
    ".",
    "this",
    "entrySet",
    " ",
    "\n",
    "{{a}}",
    "{{o.b}}",
    "{{#list}}",
    "{{/list}}",
    "{{.}}",
    "{{#yes}}",
    "{{/yes}}",
    "{{^yes}}",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "<p class=\"",
    "<a href='",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "<b",
    "/",
    "😀",
    "\ud83d",
    "\u0000",
    "&lt;"
  };

  private static final Names NAMES =
      new Names() {
        @Override
        public boolean has(String name) {
          return true;
        }

        @Override
        public boolean isAddress(String name) {
          return false;
        }

        @Override
        public boolean holdsNames(String name) {
          return name.equals("list");
        }
      };

  private final Random random = new Random(35);

  @Test
  void noBodyThrowsAndWhatIsTakenEscapesEachValue() {
    Map<String, Object> values =
        Map.of("a", CANARY, "o", Map.of("b", CANARY), "list", List.of(CANARY, "x"), "yes", true);
    int rendered = 0;
    for (int i = 0; i < BODIES; i++) {
      String body = body();
      List<TemplateFault> faults = new ArrayList<>(TemplateText.faults(body));
      if (faults.isEmpty()) {
        faults.addAll(HtmlPlaces.faults(body, TemplateText.tags(body), NAMES));
      }
      if (faults.isEmpty()) {
        rendered += isEscaped(body, values) ? 1 : 0;
      }
    }
    assertThat(rendered).isGreaterThan(BODIES / 20);
  }

  private static boolean isEscaped(String body, Map<String, Object> values) {
    long begin = System.nanoTime();
    Rendered html = TemplateText.of(body, Escaping.HTML).render(values, 9_999, Budget.begin());
    Rendered text = TemplateText.of(body, Escaping.TEXT).render(values, 9_999, Budget.begin());
    Rendered json =
        JsonTemplate.of(JsonNodeFactory.instance.textNode(body))
            .render(values, 99_999, Budget.begin());
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(text(html)).as(body).doesNotContain("<canary");
    assertThat(text(text)).as(body).doesNotContain("\u202e");
    assertThat(text(json)).as(body).doesNotContain("x='\"&");
    return html instanceof Text;
  }

  private static String text(Rendered rendered) {
    return rendered instanceof Text whole ? whole.text() : "";
  }

  private String body() {
    return random
        .ints(1 + random.nextInt(12), 0, PIECES.length)
        .mapToObj(i -> PIECES[i])
        .collect(Collectors.joining());
  }

  @Test
  void noValueThrowsOrIsMoreThanText() {
    TemplateText html = TemplateText.of("<p title=\"{{v}}\">{{v}}</p>", Escaping.HTML);
    TemplateText line = TemplateText.of("{{v}}", Escaping.LINE);
    TemplateText text = TemplateText.of("{{v}}", Escaping.TEXT);
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a", "{{v}}").put("b", "x{{v}}");
    JsonTemplate json = JsonTemplate.of(tree);
    for (int i = 0; i < VALUES; i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("v", value(4));
      assertThat(text(html.render(values, 99_999, Budget.begin())))
          .doesNotContainPattern("(?s)<p title=\".*[<>'`].*\">.*|<p title=\"[^\"]*\"[^>].*");
      assertThat(text(line.render(values, 99_999, Budget.begin())))
          .doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]");
      assertThat(text(text.render(values, 99_999, Budget.begin())))
          .doesNotContainPattern("[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]");
      assertThat(fieldNames(text(json.render(values, 99_999, Budget.begin()))))
          .isIn(List.of("a", "b"), List.of());
    }
  }

  private static List<String> fieldNames(String json) {
    try {
      List<String> names = new ArrayList<>();
      new com.fasterxml.jackson.databind.ObjectMapper()
          .readTree(json)
          .fieldNames()
          .forEachRemaining(names::add);
      return names;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextBoolean();
      case 2 -> new java.math.BigDecimal("1e" + random.nextInt(1_000_000));
      case 3, 4 ->
          IntStream.range(0, random.nextInt(40))
              .mapToObj(
                  i ->
                      random.nextInt(3) == 0
                          ? PIECES[random.nextInt(PIECES.length)]
                          : anyCharacter())
              .collect(Collectors.joining());
      case 5 -> List.of(value(depth - 1), value(depth - 1));
      case 6 -> Map.of("k\"<", value(depth - 1));
      default -> Map.of("a", value(depth - 1), "b", List.of());
    };
  }

  private String anyCharacter() {
    return String.valueOf((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
  }
}
