package io.chasqui.contract.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of templates.
 *
 * @param items newest first
 * @param nextCursor of the next page; null: this is the last one
 */
public record TemplatePage(List<TemplateView> items, @Nullable String nextCursor) {

  public TemplatePage {
    items = List.copyOf(items);
  }
}
