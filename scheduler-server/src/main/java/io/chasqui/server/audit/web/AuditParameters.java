package io.chasqui.server.audit.web;

import io.chasqui.contract.audit.ActResult;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.AuditQuery;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the filters of the audit. */
final class AuditParameters {

  /** A kind, or a kind and an id with a colon between; ids may have colons. */
  private static final Pattern OBJECT = Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,31})(?::(.+))?");

  private final Filters filters = new Filters();

  /**
   * @throws InvalidRequest naming every filter that is wrong
   */
  AuditQuery query(
      @Nullable String actor,
      @Nullable String act,
      @Nullable String object,
      @Nullable String correlationId,
      @Nullable String result,
      @Nullable String from,
      @Nullable String to,
      @Nullable String limit,
      @Nullable String cursor) {
    PageQuery page = filters.page(limit, cursor);
    Wanted wanted = object(filters.text("object", object));
    AuditQuery query =
        new AuditQuery(
            filters.text("actor", actor),
            act(filters.text("act", act)),
            wanted.kind(),
            wanted.id(),
            filters.text("correlationId", correlationId),
            filters.constant("result", result, ActResult.class),
            filters.instant("from", from),
            filters.instant("to", to),
            page.olderThan(),
            page.limit());
    filters.requireValid();
    return query;
  }

  private @Nullable String act(@Nullable String word) {
    if (word != null && !Act.isWord(word)) {
      filters.problem(new FieldProblem("act", "field.act"));
    }
    return word;
  }

  private Wanted object(@Nullable String text) {
    if (text == null) {
      return new Wanted(null, null);
    }
    Matcher object = OBJECT.matcher(text);
    if (!object.matches()) {
      filters.problem(new FieldProblem("object", "field.actObject"));
      return new Wanted(null, null);
    }
    return new Wanted(object.group(1).toUpperCase(Locale.ROOT), object.group(2));
  }

  private record Wanted(@Nullable String kind, @Nullable String id) {}
}
