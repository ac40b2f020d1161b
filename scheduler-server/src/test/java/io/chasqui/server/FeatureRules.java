package io.chasqui.server;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who may use whom among the server's features. A row of the table is changed in review. */
final class FeatureRules {

  private static final String SERVER = "io.chasqui.server.";

  /** A feature, and those that it may use. Whoever is not named here uses none. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("command", Set.of("api", "key", "security")),
          entry("contact", Set.of("api", "intake")),
          entry("delivery", Set.of("api", "retention", "schedule", "status")),
          entry("intake", Set.of("api")),
          entry("jobs", Set.of("api", "delivery")),
          entry("key", Set.of("api")),
          entry("plainemail", Set.of("api", "intake", "schedule")),
          entry("report", Set.of("api", "retention")),
          entry("schedule", Set.of("api", "intake")),
          entry("security", Set.of("api", "key")),
          entry("status", Set.of("api", "event")));

  /** Packages below a feature's root that others may use as they use the root. */
  private static final Set<String> MORE_ROOTS = Set.of("security.person", "status.alert");

  static final ArchRule FEATURES_USE_ONLY_WHAT_THE_TABLE_SAYS =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage("io.chasqui.server.*..")
          .should(
              useOnly(
                  "features that the table names",
                  use -> mayUse(feature(use.getOriginClass()), feature(use.getTargetClass()))));

  static final ArchRule ONLY_ROOTS_ARE_SHARED =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage("io.chasqui.server.*..")
          .should(useOnly("roots of other features", use -> isOfARoot(use.getTargetClass())));

  private FeatureRules() {}

  /** Features that use each other by the table, be it through others; none may. */
  static Set<String> inACircle() {
    return inACircle(MAY_USE);
  }

  static Set<String> inACircle(Map<String, Set<String>> table) {
    Map<String, Set<String>> left = new HashMap<>(table);
    boolean someUseNoneThatIsLeft;
    do {
      someUseNoneThatIsLeft =
          left.values().removeIf(used -> Collections.disjoint(used, Set.copyOf(left.keySet())));
    } while (someUseNoneThatIsLeft);
    return left.keySet();
  }

  private static ArchCondition<JavaClass> useOnly(String what, Predicate<Dependency> isAllowed) {
    return new ArchCondition<>("use only " + what) {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        user.getDirectDependenciesFromSelf().stream()
            .filter(use -> isOfAFeature(use.getTargetClass()))
            .filter(use -> !feature(use.getTargetClass()).equals(feature(user)))
            .filter(isAllowed.negate())
            .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
      }
    };
  }

  private static boolean isOfAFeature(JavaClass type) {
    return type.getPackageName().startsWith(SERVER);
  }

  private static boolean mayUse(String user, String used) {
    return MAY_USE.getOrDefault(user, Set.of()).contains(used);
  }

  private static String feature(JavaClass type) {
    return below(type).split("\\.")[0];
  }

  private static String below(JavaClass type) {
    return type.getPackageName().substring(SERVER.length());
  }

  private static boolean isOfARoot(JavaClass type) {
    String name = below(type);
    return !name.contains(".") || name.startsWith("api.") || MORE_ROOTS.contains(name);
  }
}
