package io.chasqui.email;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of this module; each has a canary, a class that breaks it and must be caught. */
class EmailArchitectureTest {

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.chasqui.email");

  private static final JavaClasses CANARIES =
      new ClassFileImporter().importPackages("io.chasqui.email.canary");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            "KnowsJobRunr",
            noClasses()
                .that()
                .resideOutsideOfPackage("io.chasqui.email.jobs..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jobrunr..")),
        Arguments.of(
            "KnowsTheApplication",
            noClasses()
                .that()
                .resideInAPackage("..smtp..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EmailWorkerApplication.class)),
        Arguments.of(
            "LooksAtTheSystemClock",
            noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callConstructor(Date.class)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKeptByTheModuleAndBrokenByItsCanary(String canary, ArchRule rule) {
    rule.check(MODULE);
    assertThat(rule.evaluate(CANARIES).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains(canary));
  }
}
