package io.chasqui.server.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request with which nothing is wrong, and that cannot be done as things are. */
public final class RequestRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> members;
  private final transient List<FieldProblem> errors;
  private final @Nullable Duration retryAfter;

  private RequestRefused(
      ProblemType type,
      Map<String, Object> members,
      List<FieldProblem> errors,
      @Nullable Duration retryAfter) {
    super(type.slug());
    this.errors = List.copyOf(errors);
    this.type = type;
    this.members = Map.copyOf(members);
    this.retryAfter = retryAfter;
  }

  public RequestRefused(ProblemType type) {
    this(type, Map.of(), List.of(), null);
  }

  /**
   * @param retryAfter when it may be tried again; callers are told whole seconds
   */
  public RequestRefused(ProblemType type, Duration retryAfter) {
    this(type, Map.of(), List.of(), retryAfter);
  }

  /**
   * @param member what problem details say besides their usual members
   * @param value of the member, and the argument of the detail's text
   */
  public RequestRefused(ProblemType type, String member, Object value) {
    this(type, Map.of(member, value), List.of(), null);
  }

  /**
   * @param errors what is wrong with which fields, as of a request that is invalid
   */
  public RequestRefused(ProblemType type, List<FieldProblem> errors) {
    this(type, Map.of(), errors, null);
  }

  /** The same as a problem of a field, for an item of a batch. */
  public FieldProblem ofField(String field) {
    return new FieldProblem(field, "detail." + type.slug(), List.copyOf(members.values()));
  }

  /** Whether it is refused for this. */
  public boolean isOf(ProblemType other) {
    return type.equals(other);
  }

  ProblemType type() {
    return type;
  }

  /** What problem details say besides their usual members. */
  Map<String, Object> members() {
    return members;
  }

  /** What is wrong with which fields. */
  List<FieldProblem> errors() {
    return errors;
  }

  /** When it may be tried again. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
