package io.chasqui.server.api.problem;

import io.chasqui.platform.config.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Words for a name in a request that means nothing here. */
public final class UnknownName {

  /** In characters: what is longer is no slip of the pen, and need not be read back. */
  private static final int LONGEST = 64;

  private static final int REPLACEMENT = 0xFFFD;

  private UnknownName() {}

  /**
   * What is wrong with a name, and what may have been meant by it.
   *
   * @param name as the caller wrote it
   * @param known what there is in its place; may be empty
   */
  public static FieldProblem problem(String name, Collection<String> known) {
    String field = shown(name);
    if (known.isEmpty()) {
      return new FieldProblem(field, "field.unknownWhereNothingIs");
    }
    return NearestName.of(name, known)
        .map(meant -> new FieldProblem(field, "field.unknownMeant", meant))
        .orElseGet(() -> new FieldProblem(field, "field.unknown", joined(known)));
  }

  /** One that stands there more than once, so that one of its values would not count. */
  public static FieldProblem repeated(String name) {
    return new FieldProblem(name, "field.repeated");
  }

  private static String joined(Collection<String> known) {
    return known.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Halves of surrogate pairs are in no JSON that others can read. */
  private static String shown(String name) {
    List<Integer> characters =
        name.codePoints()
            .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
            .limit(LONGEST + 1L)
            .boxed()
            .toList();
    StringBuilder shown = new StringBuilder();
    characters.stream().limit(LONGEST).forEach(shown::appendCodePoint);
    return characters.size() > LONGEST ? shown + "…" : shown.toString();
  }
}
