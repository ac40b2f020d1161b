package io.chasqui.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A class uses a type in a package below a feature's root only from within that package or below
 * it: neither the root knows what lies below it, nor do its other packages, nor other features. So
 * an adapter is configured in its own package, and taken away with it.
 */
final class TypesBelowRoots extends ArchCondition<JavaClass> {

  /** Below these each package is a feature. */
  private static final List<String> FEATURES =
      List.of("io.chasqui.server.", "io.chasqui.", "canary.");

  /** What lies below these is for everybody: nobody could do without it. */
  private static final Set<String> FOR_EVERYBODY =
      Set.of("io.chasqui.contract", "io.chasqui.platform", "io.chasqui.server.api");

  /** Packages below a feature's root that may be used as roots are. */
  private static final Set<String> MORE_ROOTS =
      Set.of(
          "io.chasqui.delivery.address",
          "io.chasqui.delivery.link",
          "io.chasqui.delivery.push",
          "io.chasqui.delivery.sms",
          "io.chasqui.delivery.suppression",
          "io.chasqui.delivery.webhook",
          "io.chasqui.server.console.chart",
          "io.chasqui.server.console.live",
          "io.chasqui.server.delivery.bulk",
          "io.chasqui.server.notification.decision",
          "io.chasqui.server.recipient.category",
          "io.chasqui.server.recipient.preference",
          "io.chasqui.server.recipient.suppression",
          "io.chasqui.server.security.person",
          "io.chasqui.server.status.alert",
          "io.chasqui.server.template.engine",
          "io.chasqui.server.template.event",
          "io.chasqui.worker.http",
          "io.chasqui.worker.report");

  /** Its packages are parts that make one whole, and no adapters: they may know each other. */
  private static final String OF_PARTS = "io.chasqui.worker";

  TypesBelowRoots() {
    super("use types below a feature's root only from within their package");
  }

  @Override
  public void check(JavaClass user, ConditionEvents events) {
    user.getDirectDependenciesFromSelf().stream()
        .filter(use -> !isAllowed(user.getPackageName(), packageOf(use)))
        .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
  }

  private static String packageOf(Dependency use) {
    return use.getTargetClass().getBaseComponentType().getPackageName();
  }

  private static boolean isAllowed(String user, String used) {
    Optional<String> root = root(used);
    return root.isEmpty()
        || root.get().equals(used)
        || FOR_EVERYBODY.contains(root.get())
        || root.get().equals(OF_PARTS) && isWithin(user, OF_PARTS)
        || isWithin(user, child(root.get(), used));
  }

  /** The nearest one; none: the package is of no feature. */
  private static Optional<String> root(String used) {
    Stream<String> features =
        FEATURES.stream().filter(used::startsWith).limit(1).map(above -> child(above, used));
    return Stream.concat(features, MORE_ROOTS.stream().filter(more -> isWithin(used, more)))
        .max(Comparator.comparingInt(String::length));
  }

  /** The package right below another, in which a third lies. */
  private static String child(String above, String within) {
    int from = above.endsWith(".") ? above.length() : above.length() + 1;
    int end = within.indexOf('.', from);
    return end < 0 ? within : within.substring(0, end);
  }

  private static boolean isWithin(String name, String above) {
    return name.equals(above) || name.startsWith(above + ".");
  }
}
