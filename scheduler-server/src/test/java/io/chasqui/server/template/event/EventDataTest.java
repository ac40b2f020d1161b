package io.chasqui.server.template.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.problem.FieldProblem;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "STRING  | 'a'                          | true",
        "STRING  | 1                            | false",
        "INTEGER | 7                            | true",
        "INTEGER | 123456789012345678901234567890 | true",
        "INTEGER | '-7'                         | true",
        "INTEGER | 7.5                          | false",
        "INTEGER | 'x'                          | false",
        "DECIMAL | 7.50                         | true",
        "DECIMAL | '7.50'                       | true",
        "DECIMAL | '7,50'                       | false",
        "DECIMAL | true                         | false",
        "BOOLEAN | true                         | true",
        "BOOLEAN | 'false'                      | true",
        "BOOLEAN | 'yes'                        | false",
        "INSTANT | '2026-12-01T10:00:00Z'       | true",
        "INSTANT | '2026-12-01'                 | false",
        "INSTANT | 5                            | false",
        "URI     | 'https://a.example/b?c=d'    | true",
        "URI     | 'mailto:a@b.example'         | true",
        "URI     | 'http://a.example'           | false",
        "URI     | 'javascript:alert(1)'        | false",
        "URI     | 'https://u:p@a.example'      | false",
        "URI     | ' https://a.example'         | false",
        "LIST    | []                           | true",
        "LIST    | {}                           | false",
        "OBJECT  | {'a': 1}                     | true",
        "OBJECT  | 'a'                          | false"
      })
  void aValueIsOfItsTypeOrRefused(Variable.Type type, String value, boolean isTaken) {
    EventData data =
        read(Map.of("v", new Variable(type, true, null, false)), "{'v': " + value + "}");

    assertThat(data.problems().isEmpty()).isEqualTo(isTaken);
    data.problems()
        .forEach(
            problem -> {
              assertThat(problem.field()).isEqualTo("data.v");
              assertThat(problem.messageKey()).isEqualTo("field.dataType");
            });
  }

  @Test
  void textsOfOlderClientsBecomeWhatTheyMean() {
    Map<String, Variable> variables = new LinkedHashMap<>();
    variables.put("n", new Variable(Variable.Type.INTEGER, true, null, false));
    variables.put("d", new Variable(Variable.Type.DECIMAL, true, null, false));
    variables.put("b", new Variable(Variable.Type.BOOLEAN, true, null, false));
    variables.put("t", new Variable(Variable.Type.INSTANT, true, null, false));

    assertThat(
            read(
                    variables,
                    "{'n': '7', 'd': '1.50', 'b': 'true', 't': '2026-12-01T10:00:00Z', 'x': 1}")
                .values())
        .containsEntry("n", BigInteger.valueOf(7))
        .containsEntry("d", new BigDecimal("1.50"))
        .containsEntry("b", true)
        .containsEntry("t", Instant.parse("2026-12-01T10:00:00Z"))
        .as("kept and ignored")
        .containsEntry("x", 1);
  }

  @Test
  void eachProblemIsTold() {
    Map<String, Variable> variables = new LinkedHashMap<>();
    variables.put("a", new Variable(Variable.Type.STRING, true, null, false));
    variables.put("b", new Variable(Variable.Type.STRING, true, 3, false));
    variables.put("c", new Variable(Variable.Type.INTEGER, false, null, false));
    variables.put("d", new Variable(Variable.Type.STRING, false, null, false));

    assertThat(read(variables, "{'a': null, 'b': 'four', 'c': 'x'}").problems())
        .extracting(FieldProblem::field, FieldProblem::messageKey)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("data.a", "field.required"),
            org.assertj.core.groups.Tuple.tuple("data.b", "field.tooLong"),
            org.assertj.core.groups.Tuple.tuple("data.c", "field.dataType"));
    assertThat(read(variables, "{'a': '', 'b': 'ñññ'}").problems()).isEmpty();
  }

  @Test
  void sizeDepthAndNamesHaveBounds() {
    assertThat(key("{'a': {'b': {'c': {}}}}")).isEmpty();
    assertThat(key("{'a': {'b': {'c': {'d': {}}}}}")).isEqualTo("field.dataTooDeep");
    assertThat(key("{'a': '" + "x".repeat(32 * 1024 - 8) + "'}")).isEmpty();
    assertThat(key("{'a': '" + "x".repeat(32 * 1024) + "'}")).isEqualTo("field.dataTooLarge");
    assertThat(key(names(200))).isEmpty();
    assertThat(key(names(201))).isEqualTo("field.dataTooMany");
    assertThat(key("{'a-b': 1}")).isEqualTo("field.dataName");
    assertThat(key("{'a': [{'1b': 1}]}")).isEqualTo("field.dataName");
    assertThat(key("[]")).isEqualTo("field.dataNoObject");
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'n" + i + "': 1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String key(String data) {
    return read(Map.of(), data).problems().stream()
        .map(FieldProblem::messageKey)
        .findFirst()
        .orElse("");
  }

  private static EventData read(Map<String, Variable> variables, String data) {
    EventType plain = EventType.unwritten("E");
    EventType type =
        new EventType(
            "E",
            1,
            "general",
            plain.channels(),
            plain.strategy(),
            plain.quietHours(),
            plain.ttl(),
            plain.window(),
            plain.idempotency(),
            variables,
            null,
            null);
    try {
      return EventData.read(type, new ObjectMapper().readTree(data.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
