package io.chasqui.server.recipient.category;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import org.springframework.stereotype.Component;

/** Acts on categories as the audit has them; of a long name the audit has the beginning. */
@Component
class CategoryActs {

  private static final String KIND = "CATEGORY";

  private final Audit audit;

  CategoryActs(Audit audit) {
    this.audit = audit;
  }

  void changed(Category category) {
    audit.record(
        of("category.changed", category.name())
            .with("mandatory", category.mandatory())
            .with("ignoresQuietHours", category.ignoresQuietHours())
            .with("capped", category.cap() != null));
  }

  void removed(String name) {
    audit.record(of("category.removed", name));
  }

  private static Act of(String word, String name) {
    return Act.done(word, KIND, name.length() <= 200 ? name : name.substring(0, 200));
  }
}
