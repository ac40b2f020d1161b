package io.chasqui.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import io.chasqui.messaging.telegram.bot.ArchitectureCanary;
import io.chasqui.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The module's boundaries; each rule is proven by a canary that breaks it. */
class ArchitectureTest {

  private static final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.chasqui.messaging");

  private static final JavaClasses canaries =
      new ClassFileImporter()
          .importClasses(
              ArchitectureCanary.class,
              io.chasqui.messaging.telegram.ArchitectureCanary.class,
              RootCanary.class);

  static Stream<ArchRule> rules() {
    return Stream.of(
        noClasses()
            .that()
            .resideInAPackage("io.chasqui.messaging.telegram..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("MessagingWorkerApplication")
            .as("a channel does not know the application"),
        noClasses()
            .that()
            .resideInAPackage("io.chasqui.messaging.telegram")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.chasqui.messaging.telegram.bot")
            .as("sending does not know the conversation"),
        noClasses()
            .that()
            .resideInAPackage("io.chasqui.messaging")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.chasqui.messaging.telegram..")
            .as("the root knows messengers by its port only"));
  }

  @TestFactory
  Stream<DynamicTest> theWorkerKeepsEveryRuleOfTheHouse() {
    JavaClasses product = ArchitectureRules.productionClasses();
    return ArchitectureRules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(product)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theModuleKeepsTheRule(ArchRule rule) {
    rule.check(module);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theCanaryIsCaught(ArchRule rule) {
    assertThat(rule.evaluate(canaries).hasViolation()).isTrue();
  }

  @Test
  void theModuleWasFound() {
    assertThat(module).hasSizeGreaterThan(20);
  }

  /** Breaks the rule about the root. */
  static final class RootCanary {
    Class<?> knows() {
      return io.chasqui.messaging.telegram.TelegramSettings.class;
    }
  }
}
