package io.chasqui.server.recipient.category;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The categories, as people see and change them, and as others go by them. */
@Service
public class Categories {

  private static final Logger log = LoggerFactory.getLogger(Categories.class);

  /** So long may other servers go by the rules before. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private static final int MOST = 10_000;

  private final CategoryStore store;
  private final CategoryActs acts;
  private final TransactionTemplate transaction;
  private final Cache<String, Category> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  Categories(CategoryStore store, CategoryActs acts, TransactionTemplate transaction) {
    this.store = store;
    this.acts = acts;
    this.transaction = transaction;
  }

  /** By name. */
  public List<Category> list() {
    return store.list();
  }

  /** One that was written down. */
  public Optional<Category> find(String name) {
    return store.find(name);
  }

  /** What holds for a category, be it written down or not; as it was a second ago at most. */
  public Category rulesOf(String name) {
    return Objects.requireNonNull(
        known.get(name, asked -> store.find(asked).orElse(Category.unwritten(asked))));
  }

  /**
   * Writes what holds for one.
   *
   * @return whether it was not there
   */
  public boolean put(Category category) {
    boolean isNew =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  boolean added = store.put(category);
                  acts.changed(category);
                  return added;
                }));
    known.invalidate(category.name());
    log.info("Category {} was {}", category.name(), isNew ? "added" : "changed");
    return isNew;
  }

  /**
   * Removes one; what is of it goes by the rules of any.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws io.chasqui.server.api.problem.RequestRefused when it is built in
   */
  public void remove(String name) {
    transaction.executeWithoutResult(
        status -> {
          if (!store.remove(name)) {
            throw store.find(name).isPresent()
                ? CategoryProblems.builtIn()
                : CategoryProblems.notFound();
          }
          acts.removed(name);
        });
    known.invalidate(name);
    log.info("Category {} was removed", name);
  }
}
