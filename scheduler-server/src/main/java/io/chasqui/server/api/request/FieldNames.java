package io.chasqui.server.api.request;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.UnknownName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names in one request, looked at one after the other. */
final class FieldNames {

  /** Told at once; whoever has more has mixed up something else. */
  private static final int MOST_TOLD = 20;

  private final Known known;
  private final boolean refusesUnknown;
  private final Set<String> seen = new HashSet<>();
  private final List<FieldProblem> problems = new ArrayList<>();

  FieldNames(Known known, boolean refusesUnknown) {
    this.known = known;
    this.refusesUnknown = refusesUnknown;
  }

  /** The name as it is here; empty when there is none such, or it was there before. */
  Optional<String> take(String written) {
    Optional<String> name = meant(written);
    if (name.isPresent() && !seen.add(name.get())) {
      repeated(name.get());
      return Optional.empty();
    }
    return name;
  }

  /** The name as it is here; empty when there is none such. */
  Optional<String> meant(String written) {
    String name = known.find(written);
    if (name == null && refusesUnknown) {
      tell(UnknownName.problem(written, known.names()));
    }
    return Optional.ofNullable(name);
  }

  /** It stood there before. */
  void repeated(String name) {
    tell(UnknownName.repeated(name));
  }

  List<FieldProblem> problems() {
    return problems;
  }

  private void tell(FieldProblem problem) {
    if (problems.size() < MOST_TOLD && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** The names that there are, with other names of the same. */
  static final class Known {

    private final UnaryOperator<String> form;
    private final Map<String, String> byForm = new HashMap<>();
    private final Set<String> written;

    private Known(Map<String, String> names, UnaryOperator<String> form) {
      this.form = form;
      this.written = Set.copyOf(names.keySet());
      names.forEach((name, field) -> byForm.put(form.apply(name), field));
    }

    /** As they are written here. */
    static Known exactly(Collection<String> names) {
      return new Known(
          names.stream().collect(Collectors.toMap(name -> name, name -> name)), name -> name);
    }

    /**
     * In whatever case, as .NET clients send them, and whatever the machine's language is.
     *
     * @param names each with the field that is meant by it
     */
    static Known inAnyCase(Map<String, String> names) {
      return new Known(names, name -> name.toLowerCase(Locale.ROOT));
    }

    Collection<String> names() {
      return written;
    }

    private @Nullable String find(String written) {
      return byForm.get(form.apply(written));
    }
  }
}
