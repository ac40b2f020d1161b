package io.chasqui.server.template;

import java.util.Map;
import java.util.Set;

/** Where a template is on its way. */
public enum TemplateStatus {
  /** It is written, and may change. */
  DRAFT,
  /** It is to be approved. */
  SUBMITTED,
  /** It was not approved. */
  REJECTED,
  /** It may be used, and is not. */
  APPROVED,
  /** It is what is said. */
  ACTIVE,
  /** It was what is said, or was approved and put away. */
  RETIRED;

  private static final Map<TemplateStatus, Set<TemplateStatus>> NEXT =
      Map.of(
          DRAFT, Set.of(SUBMITTED),
          SUBMITTED, Set.of(APPROVED, REJECTED),
          APPROVED, Set.of(ACTIVE, RETIRED),
          ACTIVE, Set.of(RETIRED),
          RETIRED, Set.of(ACTIVE),
          REJECTED, Set.of());

  /** Whether one leads to the other; the table's trigger says the same. */
  static boolean mayGo(TemplateStatus from, TemplateStatus to) {
    return NEXT.getOrDefault(from, Set.of()).contains(to);
  }
}
