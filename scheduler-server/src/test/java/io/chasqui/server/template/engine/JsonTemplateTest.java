package io.chasqui.server.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.template.engine.Rendered.Fault;
import io.chasqui.server.template.engine.Rendered.Reason;
import io.chasqui.server.template.engine.Rendered.Text;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class JsonTemplateTest {

  private static final String VALUES =
      "{'n': 7, 'd': 1.50, 'yes': true, 't': 'a\\\",\\\"admin\\\":\\\"x', 'list': [1, {'k': 2}],"
          + " 'o': {'admin': true}}";

  @Test
  void aTagAloneTakesTheTypeOfItsValue() {
    assertThat(
            rendered(
                "{'a': '{{n}}', 'b': ['{{ yes }}', '{{n}} {{n}}'], 'c': '{{list}}', 'd': '{{d}}',"
                    + " 'e': 5, 'f': null}",
                999))
        .isEqualTo(
            new Text(
                "{\"a\":7,\"b\":[true,\"7 7\"],\"c\":[1,{\"k\":2}],\"d\":1.5,\"e\":5,\"f\":null}"));
  }

  @Test
  void noValueMakesAField() {
    assertThat(rendered("{'a': '{{t}}', 'b': 'x{{t}}', 'c': '{{o}}'}", 999))
        .isEqualTo(
            new Text(
                "{\"a\":\"a\\\",\\\"admin\\\":\\\"x\",\"b\":\"xa\\\",\\\"admin\\\":\\\"x\","
                    + "\"c\":\"{\\\"admin\\\":true}\"}"));
  }

  @Test
  void whatIsMissingOrTooLongIsAnError() {
    assertThat(rendered("{'a': '{{absent}}'}", 99)).isEqualTo(new Fault(Reason.MISSING, "absent"));
    assertThat(rendered("{'a': 'x{{o.absent}}'}", 99))
        .isEqualTo(new Fault(Reason.MISSING, "o.absent"));
    assertThat(rendered("{'a': '{{t}}{{t}}'}", 20)).isEqualTo(new Fault(Reason.TOO_LONG, "20"));
    assertThat(rendered("{'a': 'x', 'b': 'y'}", 10)).isEqualTo(new Fault(Reason.TOO_LONG, "10"));
  }

  @Test
  void namesHaveNoTagsAndDepthABound() {
    assertThat(JsonTemplate.faults(json("{'a': {'{{n}}': 1}}")))
        .extracting(TemplateFault::messageKey)
        .containsExactly("template.tagInAName");
    assertThat(JsonTemplate.faults(json("[".repeat(17) + "]".repeat(17))))
        .extracting(TemplateFault::messageKey)
        .containsExactly("template.jsonTooDeep");
    assertThat(JsonTemplate.faults(json("[".repeat(16) + "]".repeat(16)))).isEmpty();
  }

  @Test
  void itsSizeIsMeasuredInBytes() {
    assertThat(JsonTemplate.faults(json("{'a': '" + "ñ".repeat(32 * 1024 - 4) + "'}"))).isEmpty();
    assertThat(JsonTemplate.faults(json("{'a': '" + "ñ".repeat(32 * 1024) + "'}")))
        .extracting(TemplateFault::messageKey)
        .containsExactly("template.tooLarge");
  }

  @Test
  void stringsAreKnownByTheirPath() {
    assertThat(JsonTemplate.strings(json("{'a': ['x', {'b': 'y'}], 'c': 1}")))
        .containsExactly(
            new JsonTemplate.Found("a[0]", "x"), new JsonTemplate.Found("a[1].b", "y"));
  }

  private static Rendered rendered(String template, int atMost) {
    return JsonTemplate.of(json(template))
        .render(TemplateTextTest.values(VALUES), atMost, Budget.begin());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
