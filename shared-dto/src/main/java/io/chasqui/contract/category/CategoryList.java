package io.chasqui.contract.category;

import java.util.List;

/**
 * All categories.
 *
 * @param items by name
 */
public record CategoryList(List<CategoryView> items) {

  public CategoryList {
    items = List.copyOf(items);
  }
}
