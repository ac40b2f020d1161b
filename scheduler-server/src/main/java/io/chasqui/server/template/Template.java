package io.chasqui.server.template;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template.
 *
 * @param key of the row
 * @param id with its version
 * @param authors names of those who made or edited it
 * @param submittedBy null: it was not submitted
 * @param decidedBy who approved or rejected it; null: nobody did
 * @param activatedAt when it last became active; null: never
 * @param retiredAt when it last was retired; null: never
 */
public record Template(
    UUID key,
    TemplateId id,
    TemplateStatus status,
    TemplateParts parts,
    String sha256,
    Instant createdAt,
    Instant changedAt,
    List<String> authors,
    @Nullable String submittedBy,
    @Nullable Instant submittedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable Instant activatedAt,
    @Nullable Instant retiredAt) {

  public Template {
    authors = List.copyOf(authors);
  }

  /** Who may not approve it. */
  List<String> makers() {
    return submittedBy == null
        ? authors
        : Stream.concat(authors.stream(), Stream.of(submittedBy)).distinct().toList();
  }

  /** Nothing of what it says. */
  @Override
  public String toString() {
    return "Template[" + id + " " + status + "]";
  }
}
