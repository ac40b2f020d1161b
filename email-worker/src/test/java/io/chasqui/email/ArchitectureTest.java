package io.chasqui.email;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.chasqui.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  private static final ArchRule SMTP_DOES_NOT_KNOW_THE_APPLICATION =
      noClasses()
          .that()
          .resideInAPackage("..smtp..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EmailWorkerApplication.class);

  @TestFactory
  Stream<DynamicTest> theWorkerKeepsEveryRuleOfTheHouse() {
    JavaClasses product = ArchitectureRules.productionClasses();
    return ArchitectureRules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(product)));
  }

  @Test
  void smtpDoesNotKnowTheApplication() {
    SMTP_DOES_NOT_KNOW_THE_APPLICATION.check(ArchitectureRules.productionClasses());
  }

  @Test
  void theCanaryIsCaught() {
    JavaClasses canaries = new ClassFileImporter().importPackages("io.chasqui.email.canary");

    assertThat(SMTP_DOES_NOT_KNOW_THE_APPLICATION.evaluate(canaries).hasViolation()).isTrue();
  }
}
