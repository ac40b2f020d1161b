package io.chasqui.server.recipient.category;

import java.util.List;
import java.util.Optional;

/** Where categories are kept. */
public interface CategoryStore {

  /** By name. */
  List<Category> list();

  /** One of them. */
  Optional<Category> find(String name);

  /**
   * Writes its rules; whether it is built in stays.
   *
   * @return whether it was not there
   */
  boolean put(Category category);

  /**
   * Removes one that is not built in.
   *
   * @return false: there is none such
   */
  boolean remove(String name);
}
