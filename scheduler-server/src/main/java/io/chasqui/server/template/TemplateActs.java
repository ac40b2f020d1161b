package io.chasqui.server.template;

import io.chasqui.contract.audit.AuditPage;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Acts on templates as the audit has them. The digest says to what they were done. */
@Component
class TemplateActs {

  private static final String KIND = "TEMPLATE";

  /** More than anybody does to one version. */
  private static final int MOST = 200;

  private final AuditTrail audit;

  TemplateActs(AuditTrail audit) {
    this.audit = audit;
  }

  /**
   * @param what created, edited, submitted, approved, rejected, activated, retired, tested
   * @param note of whoever did it; null: none
   */
  void done(String what, Template template, @Nullable String note) {
    audit.record(
        Act.done("template." + what, KIND, template.id().toString())
            .with("sha256", template.sha256())
            .with("note", note));
  }

  /** All that was done to one, newest first. */
  AuditPage of(Template template) {
    return audit.page(
        new AuditQuery(
            null, null, KIND, template.id().toString(), null, null, null, null, null, MOST));
  }
}
