package io.chasqui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.chasqui.contract.schedule.BatchItemStatus;
import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.contract.schedule.FieldError;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The wire form of every public type is frozen in src/test/resources/golden: {@code <Type>.json},
 * and {@code <Type>.<case>.json} for a record that is not always written alike. A new type needs a
 * file there, and nothing here.
 */
class GoldenFilesTest {

  private static final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final Path FILES = Path.of("src/test/resources/golden");

  @TestFactory
  Stream<DynamicTest> recordsAreReadAndWrittenAsTheirGoldenFileSays() {
    return each(
        Class::isRecord,
        type -> {
          Set<String> fields = new TreeSet<>();
          for (Path file : files(type)) {
            JsonNode golden = json.readTree(Files.readString(file));
            Object read = json.readValue(Files.readString(file), type);

            assertThat(json.readTree(json.writeValueAsString(read)))
                .as(file.toString())
                .isEqualTo(golden);
            golden.fieldNames().forEachRemaining(fields::add);
          }
          assertThat(fields).as("fields that stand in a file").isEqualTo(properties(type));
        });
  }

  @TestFactory
  Stream<DynamicTest> constantsAreThoseOfTheirGoldenFile() {
    return each(
        Class::isEnum,
        type ->
            assertThat(json.readTree(json.writeValueAsString(type.getEnumConstants())))
                .isEqualTo(golden(type)));
  }

  /** JobRunr stores these names in the database: a renamed one would strand its jobs. */
  @TestFactory
  Stream<DynamicTest> jobSignaturesAreThoseOfTheirGoldenFile() {
    return each(
        GoldenFilesTest::isAJobContract,
        type ->
            assertThat(json.readTree(json.writeValueAsString(signatures(type))))
                .isEqualTo(golden(type)));
  }

  @Test
  void aLineOfARefusedItemHasItsErrorsInPlaceOfAJob() throws Exception {
    BatchLine line =
        BatchLine.refused(
            7, null, BatchItemStatus.INVALID, List.of(new FieldError("toEmail", "is required")));

    assertThat(json.writeValueAsString(line))
        .isEqualTo(
            "{\"index\":7,\"status\":\"Invalid\","
                + "\"errors\":[{\"field\":\"toEmail\",\"message\":\"is required\"}]}");
  }

  @Test
  void noGoldenFileIsLeftOfATypeThatIsGone() throws IOException {
    Set<String> types = published().map(Class::getSimpleName).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString().split("\\.")[0]))
          .isSubsetOf(types);
    }
  }

  private static Stream<DynamicTest> each(Predicate<Class<?>> wanted, Check check) {
    return published()
        .filter(wanted)
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> check.of(type)));
  }

  /** Interfaces that are no job contract have no wire form of their own: their records have. */
  private static Stream<Class<?>> published() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.chasqui.contract")
            .stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .<Class<?>>map(JavaClass::reflect)
            .filter(type -> !type.isInterface() || isAJobContract(type));
  }

  private static boolean isAJobContract(Class<?> type) {
    return type.getPackageName().equals("io.chasqui.contract.job");
  }

  /** As they are written; a method that is no field is none. */
  private static Set<String> properties(Class<?> type) {
    BeanDescription description =
        json.getSerializationConfig().introspect(json.constructType(type));
    return description.findProperties().stream()
        .map(BeanPropertyDefinition::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As JobRunr stores them: class, method and parameter types. */
  private static List<String> signatures(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .map(method -> type.getName() + "." + method.getName() + parameters(method))
        .sorted()
        .toList();
  }

  private static String parameters(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static JsonNode golden(Class<?> type) throws IOException {
    return json.readTree(Files.readString(FILES.resolve(type.getSimpleName() + ".json")));
  }

  private static List<Path> files(Class<?> type) throws IOException {
    String name = type.getSimpleName();
    try (Stream<Path> files = Files.list(FILES)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().matches(name + "(\\.[a-z-]+)?\\.json"))
              .sorted()
              .toList();
      assertThat(found).as("golden files of " + name).isNotEmpty();
      return found;
    }
  }

  private interface Check {

    void of(Class<?> type) throws Exception;
  }
}
