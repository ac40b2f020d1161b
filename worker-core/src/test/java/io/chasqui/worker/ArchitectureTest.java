package io.chasqui.worker;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.chasqui.testing.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theWorkersCoreKeepsEveryRule() {
    JavaClasses product = ArchitectureRules.productionClasses();
    return ArchitectureRules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(product)));
  }
}
