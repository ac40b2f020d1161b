package io.chasqui.server.template.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The types of events, as people see and change them, and as others go by them. */
@Service
public class EventTypes {

  private static final Logger log = LoggerFactory.getLogger(EventTypes.class);
  private static final String KIND = "EVENT_TYPE";

  /** So long may other servers go by the rules before. */
  private static final Duration KEPT = Duration.ofSeconds(1);

  private static final int MOST = 10_000;

  private final EventTypeStore store;
  private final Audit audit;
  private final ObjectProvider<EventTypeUse> uses;
  private final TransactionTemplate transaction;
  private final Cache<String, EventType> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  EventTypes(
      EventTypeStore store,
      Audit audit,
      ObjectProvider<EventTypeUse> uses,
      TransactionTemplate transaction) {
    this.store = store;
    this.audit = audit;
    this.uses = uses;
    this.transaction = transaction;
  }

  /** By name. */
  public List<EventType> list() {
    return store.list();
  }

  /** One that was written down. */
  public Optional<EventType> find(String name) {
    return store.find(name);
  }

  /** What holds for an event, be it written down or not; as it was a second ago at most. */
  public EventType rulesOf(String name) {
    return Objects.requireNonNull(
        known.get(name, asked -> store.find(asked).orElse(EventType.unwritten(asked))));
  }

  /**
   * Writes what holds for one.
   *
   * @return whether it was not there
   */
  public boolean put(EventType type) {
    boolean isNew =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  boolean added = store.put(type);
                  audit.record(
                      Act.done("event-type.changed", KIND, type.name())
                          .with("category", type.category()));
                  return added;
                }));
    known.invalidate(type.name());
    log.info("Event type {} was {}", type.name(), isNew ? "added" : "changed");
    return isNew;
  }

  /**
   * Removes one; its events go by the rules of any.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws io.chasqui.server.api.problem.RequestRefused when something that is not over is of it
   */
  public void remove(String name) {
    transaction.executeWithoutResult(
        status -> {
          if (!store.remove(name)) {
            throw EventTypeProblems.notFound();
          }
          if (uses.stream().anyMatch(use -> use.isInUse(name))) {
            throw EventTypeProblems.inUse();
          }
          audit.record(Act.done("event-type.removed", KIND, name));
        });
    known.invalidate(name);
    log.info("Event type {} was removed", name);
  }
}
