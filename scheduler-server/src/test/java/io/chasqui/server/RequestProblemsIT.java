package io.chasqui.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.ops.Repository;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is said of each field of each request when it holds what it must not, and in which order
 * when all do. Each request has a golden file, which is the whole of it: a check that was lost, a
 * message that differs and another order are seen there. Which requests there are, and where they
 * go, the server's controllers say.
 */
@Tag("faults")
class RequestProblemsIT {

  private static final String GOLDEN = "request-problems/";
  private static final String ID = "01a2016b-78ea-71a4-bd4b-17a493136127";

  /** Half a character has no UTF-8. */
  private static final ObjectMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.withContactForm();

  private static final Map<String, String> VALUES = new LinkedHashMap<>();
  private static final List<String> IN_OTHER_LANGUAGES =
      List.of("empty", "a slash", "50,001 letters", "a bell", "half a face", "a far time");

  static {
    VALUES.put("empty", "");
    VALUES.put("a blank", " ");
    VALUES.put("60,000 blanks", " ".repeat(60_000));
    VALUES.put("a letter", "a");
    VALUES.put("a slash", "a/b");
    VALUES.put("a slash and a bell", "a/b\u0007");
    VALUES.put("two dots", "..");
    VALUES.put("blanks around", " a ");
    VALUES.put("100 faces", "😀".repeat(100));
    VALUES.put("101 faces", "😀".repeat(101));
    VALUES.put("128 letters", "a".repeat(128));
    VALUES.put("129 letters", "a".repeat(129));
    VALUES.put("200 faces", "😀".repeat(200));
    VALUES.put("201 faces", "😀".repeat(201));
    VALUES.put("5,000 faces", "😀".repeat(5_000));
    VALUES.put("5,001 faces", "😀".repeat(5_001));
    VALUES.put("50,001 letters", "a".repeat(50_001));
    VALUES.put("a bell", "a\u0007b");
    VALUES.put("a line break", "a\nb");
    VALUES.put("a line break at the end", "a\n");
    VALUES.put("a tab", "a\tb");
    VALUES.put("a line separator", "a\u2028b");
    VALUES.put("half a face", "a\uD83Db");
    VALUES.put("half a face, and too long", "\uD83D".repeat(50_001));
    VALUES.put("an address of two", "a@b.example, c@d.example");
    VALUES.put("a quoted address", "\"a b\"@example.com");
    VALUES.put("an address literal", "a@[192.0.2.1]");
    VALUES.put("no domain", "a@b_c.example");
    VALUES.put("a long address", "a".repeat(65) + "@example.com");
    VALUES.put("a number of a country", "987 654 321");
    VALUES.put("an extension", "+1 201 555 0123 x5");
    VALUES.put("an impossible number", "+999 123 456 78");
    VALUES.put("a UUID", ID);
    VALUES.put("a day", "2026-12-31");
    VALUES.put("a far time", "9000-01-01T00:00:00Z");
    VALUES.put("a past time", "2001-01-01T00:00:00Z");
    VALUES.put("a negative duration", "-PT1M");
    VALUES.put("a long duration", "P9000D");
  }

  @Test
  void areAskedForOfEachRequestThatThereIs() {
    assertThat(RequestAddresses.of(server).keySet())
        .containsExactlyInAnyOrderElementsOf(RequestRecords.all());
  }

  @TestFactory
  Stream<DynamicTest> areThoseOfTheGoldenFile() {
    return RequestAddresses.of(server).entrySet().stream()
        .map(
            request ->
                DynamicTest.dynamicTest(
                    request.getKey().getSimpleName(),
                    () -> assertGolden(request.getKey(), request.getValue())));
  }

  @Test
  void aRequestThatIsGoneHasNoGoldenFile() {
    assertThat(Repository.file("scheduler-server/src/test/resources/golden/" + GOLDEN))
        .isDirectoryNotContaining(
            file ->
                RequestRecords.all().stream()
                    .map(RequestProblemsIT::goldenFile)
                    .noneMatch(name -> file.endsWith(name)));
  }

  private static void assertGolden(Class<?> request, Collection<String> addresses) {
    new GoldenFile(GOLDEN + goldenFile(request))
        .isEqualTo(
            addresses.stream()
                .map(address -> address.replaceAll("\\{[^}]+}", ID))
                .flatMap(address -> problemsOf(address, fields(request)))
                .collect(joining("\n", "", "\n")));
  }

  private static String goldenFile(Class<?> request) {
    return request.getSimpleName() + ".txt";
  }

  private static List<String> fields(Class<?> request) {
    return Arrays.stream(request.getRecordComponents())
        .filter(component -> component.getType() == String.class)
        .map(RecordComponent::getName)
        .toList();
  }

  /** In all fields at once, and in each alone beside what is then missing. */
  private static Stream<String> problemsOf(String address, List<String> fields) {
    List<String> ofNothing = problems(address, "{}", "en");
    Stream<String> together =
        Stream.concat(
            together(address, fields, "en", VALUES.keySet()),
            Stream.of("es", "ru")
                .flatMap(language -> together(address, fields, language, IN_OTHER_LANGUAGES)));
    Stream<String> alone =
        fields.stream()
            .flatMap(
                field ->
                    grouped(
                        address + ", " + field,
                        VALUES.keySet(),
                        value ->
                            problems(address, request(List.of(field), value), "en").stream()
                                .filter(problem -> !ofNothing.contains(problem))
                                .toList()));
    return Stream.of(
            Stream.of(address + ", no field", "  " + String.join("\n  ", ofNothing)),
            together,
            alone)
        .flatMap(lines -> lines);
  }

  private static Stream<String> together(
      String address, List<String> fields, String language, Collection<String> names) {
    return grouped(
        address + " in " + language + ", all fields",
        names,
        value -> problems(address, request(fields, value), language));
  }

  /** Values of which the same is said stand together. */
  private static Stream<String> grouped(
      String what, Collection<String> names, Function<String, List<String>> problems) {
    Map<List<String>, List<String>> values = new LinkedHashMap<>();
    names.forEach(
        name ->
            values
                .computeIfAbsent(problems.apply(VALUES.get(name)), same -> new ArrayList<>())
                .add(name));
    return values.entrySet().stream()
        .map(
            group ->
                "%s: %s\n  %s"
                    .formatted(
                        what,
                        String.join("; ", group.getValue()),
                        group.getKey().isEmpty()
                            ? "nothing"
                            : String.join("\n  ", group.getKey())));
  }

  private static String request(List<String> fields, String value) {
    ObjectNode request = json.createObjectNode();
    fields.forEach(field -> request.put(field, value));
    return written(request);
  }

  private static List<String> problems(String address, String request, String language) {
    HttpResponse<String> answer = server.post(address, request, "Accept-Language", language);
    JsonNode problem = read(answer.body());
    List<String> problems = new ArrayList<>();
    if (answer.statusCode() != 400) {
      problems.add(answer.statusCode() + " " + problem.path("type").asText());
    }
    problem
        .path("errors")
        .forEach(
            error ->
                problems.add(error.path("field").asText() + ": " + error.path("message").asText()));
    return problems;
  }

  private static JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String written(ObjectNode request) {
    try {
      return json.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
