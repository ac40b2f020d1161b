package io.chasqui.server.template.web;

import io.chasqui.contract.template.TemplateView;
import io.chasqui.server.template.Template;
import io.chasqui.server.template.TemplateParts;
import java.util.Objects;

/** Templates as callers see them. */
final class TemplateViews {

  private TemplateViews() {}

  static TemplateView view(Template template) {
    TemplateParts parts = template.parts();
    return new TemplateView(
        template.id().toString(),
        template.id().event(),
        template.id().channel(),
        template.id().locale(),
        Objects.requireNonNull(template.id().version()),
        template.status().name(),
        parts.subject(),
        parts.text(),
        parts.html(),
        parts.push(),
        parts.webhook(),
        parts.sample(),
        template.sha256(),
        template.createdAt(),
        template.changedAt(),
        template.authors(),
        template.submittedBy(),
        template.submittedAt(),
        template.decidedBy(),
        template.decidedAt(),
        template.activatedAt(),
        template.retiredAt());
  }
}
