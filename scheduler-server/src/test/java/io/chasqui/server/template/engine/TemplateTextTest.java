package io.chasqui.server.template.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.template.engine.Rendered.Fault;
import io.chasqui.server.template.engine.Rendered.Reason;
import io.chasqui.server.template.engine.Rendered.Text;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello {{name}}            | Hello Ana",
        "{{ name }}, {{amount}}    | Ana, 12.5",
        "{{yes}} {{none}}          | true false",
        "{{o.inner.deep}}          | 7",
        "{{list}}                  | [1,\"<two>\",{\"k\":3}]",
        "{{o}}                     | {\"inner\":{\"deep\":7}}",
        "{{#lines}}{{what}};{{/lines}} | a;b;",
        "{{#words}}[{{.}}]{{/words}}   | [x][y]",
        "{{#yes}}{{name}}{{/yes}}{{^yes}}no{{/yes}} | Ana",
        "{{#none}}a{{/none}}{{^none}}b{{/none}} | b",
        "{{#absent}}a{{/absent}}{{^absent}}b{{/absent}} | b",
        "{{#o.absent.more}}a{{/o.absent.more}}{{^o.absent}}b{{/o.absent}} | b",
        "{{#empty}}a{{/empty}}{{^empty}}b{{/empty}} | b",
        "a{{! a remark }}b         | ab",
        "{ {name} } }}             | { {name} } }}",
        "{{sly}}                   | {{name}}"
      })
  void valuesStandWhereTheirTagsStood(String template, String expected) {
    assertThat(rendered(template)).isEqualTo(new Text(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{absent}}",
        "{{name.absent}}",
        "{{o.absent}}",
        "{{o.absent.more}}",
        "{{nothing}}",
        "{{name.length}}",
        "{{name.bytes}}",
        "{{o.size}}",
        "{{list.size}}",
        "{{o.class}}"
      })
  void whatIsMissingIsAnError(String template) {
    assertThat(rendered(template))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.reason()).isEqualTo(Reason.MISSING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{{name}}}               | template.notATag      | 1 | 1",
        "ab {{&name}}             | template.notATag      | 1 | 4",
        "{{>other}}               | template.notATag      | 1 | 1",
        "{{=<% %>=}}              | template.notATag      | 1 | 1",
        "{{<parent}}              | template.notATag      | 1 | 1",
        "{{$block}}               | template.notATag      | 1 | 1",
        "{{#o.entrySet}}          | template.notATag      | 1 | 1",
        "{{this}}                 | template.notATag      | 1 | 1",
        "{{-index}}               | template.notATag      | 1 | 1",
        "{{a b}}                  | template.notATag      | 1 | 1",
        "{{}}                     | template.notATag      | 1 | 1",
        "{{a {{b}}                | template.notATag      | 1 | 1",
        "x\\n😀{{name             | template.unclosed     | 2 | 2",
        "{{#a}}                   | template.sectionOpen  | 1 | 1",
        "\\n\\n {{/a}}            | template.endsNothing  | 3 | 2",
        "{{#a}}{{^b}}{{/a}}{{/b}} | template.endsNothing  | 1 | 13",
        "{{! {{a}} }}             | template.tagInComment | 1 | 1"
      })
  void whatIsNoTemplateIsNamedWithItsPlace(String template, String key, int line, int column) {
    assertThat(TemplateText.faults(template.replace("\\n", "\n")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.messageKey()).isEqualTo(key);
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.column()).isEqualTo(column);
            });
  }

  @Test
  void sizeTagsAndDepthHaveBounds() {
    assertThat(TemplateText.faults("a".repeat(64 * 1024))).isEmpty();
    assertThat(keys("a".repeat(64 * 1024 + 1))).containsExactly("template.tooLarge");
    assertThat(keys("é".repeat(33 * 1024))).containsExactly("template.tooLarge");
    assertThat(TemplateText.faults("{{a}}".repeat(1_000))).isEmpty();
    assertThat(keys("{{a}}".repeat(1_001))).containsExactly("template.tooManyTags");
    assertThat(TemplateText.faults("{{#a}}".repeat(8) + "{{/a}}".repeat(8))).isEmpty();
    assertThat(keys("{{#a}}".repeat(9) + "{{/a}}".repeat(9))).containsExactly("template.tooDeep");
    assertThatThrownBy(() -> TemplateText.of("{{>a}}", Escaping.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theOutputIsBoundedWhileItIsWritten() {
    TemplateText text = TemplateText.of("{{#list}}{{#list}}12345{{/list}}{{/list}}", Escaping.TEXT);

    assertThat(text.render(values("{'list': [1, 2, 3]}"), 45, Budget.begin()))
        .isEqualTo(new Text("12345".repeat(9)));
    assertThat(text.render(values("{'list': [1, 2, 3]}"), 44, Budget.begin()))
        .isEqualTo(new Fault(Reason.TOO_LONG, "44"));
  }

  @Test
  void whatTakesTooLongEndsAlsoWhereNothingIsWritten() {
    TemplateText text =
        TemplateText.of("{{#list}}".repeat(8) + "{{/list}}".repeat(8), Escaping.TEXT);
    AtomicLong nanos = new AtomicLong();
    Budget budget = Budget.of(() -> nanos.addAndGet(1_000), nanos::get);

    assertThat(text.render(values("{'list': [%s0]}".formatted("0,".repeat(999))), 100, budget))
        .isEqualTo(new Fault(Reason.TOO_SLOW, "100"));
  }

  @Test
  void aMachineThatStandsStillIsNoFaultOfTheTemplate() {
    AtomicLong nanos = new AtomicLong();
    Budget budget = Budget.of(() -> nanos.addAndGet(Budget.MOST.toNanos()), () -> 0);

    assertThat(TemplateText.of("{{v}}{{v}}", Escaping.TEXT).render(v("a"), 9, budget))
        .isEqualTo(new Text("aa"));
  }

  @Test
  void amountsAreWrittenAsPeopleWriteThem() {
    assertThat(
            TemplateText.of("{{a}} {{b}} {{c}} {{d}}", Escaping.TEXT)
                .render(
                    Map.of(
                        "a", 12_500_000.5,
                        "b", new BigDecimal("1.20E+7"),
                        "c", new BigDecimal("0.00000001"),
                        "d", new BigDecimal("1E+999999")),
                    99,
                    b()))
        .isEqualTo(new Text("12500000.5 12000000 0.00000001 1E+999999"));
  }

  @Test
  void htmlIsText() {
    assertThat(
            TemplateText.of("{{v}}", Escaping.HTML).render(v("<b a='\"`=&\u0000\n\u0085"), 99, b()))
        .isEqualTo(new Text("&lt;b a&#61;&#39;&quot;&#96;&#61;&amp;\n"));
  }

  @Test
  void aSubjectIsOneLine() {
    assertThat(
            TemplateText.of("{{v}}", Escaping.LINE)
                .render(v("a\r\nBcc: b\u2028\u2029\u0000\tc"), 99, b()))
        .isEqualTo(new Text("a  Bcc: b    c"));
  }

  @Test
  void textHasNoControlsAndTurnsNowhere() {
    assertThat(
            TemplateText.of("{{v}}", Escaping.TEXT)
                .render(v("a\u0000\u001b\r\n\tb\u202a\u202e\u2066\u2069<&>\ud83dc"), 99, b()))
        .isEqualTo(new Text("a\n\tb<&>\ufffdc"));
  }

  private static Rendered rendered(String template) {
    return TemplateText.of(template, Escaping.TEXT)
        .render(
            values(
                "{'name': 'Ana', 'amount': 12.50, 'yes': true, 'none': false, 'nothing': null,"
                    + " 'empty': '', 'sly': '{{name}}', 'o': {'inner': {'deep': 7}},"
                    + " 'list': [1, '<two>', {'k': 3}], 'words': ['x', 'y'],"
                    + " 'lines': [{'what': 'a'}, {'what': 'b'}]}"),
            1_000,
            Budget.begin());
  }

  private static Budget b() {
    return Budget.begin();
  }

  private static Map<String, Object> v(String value) {
    return Map.of("v", value);
  }

  private static List<String> keys(String template) {
    return TemplateText.faults(template).stream().map(TemplateFault::messageKey).toList();
  }

  static Map<String, Object> values(String json) {
    try {
      return Values.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
