package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What people did in a bot's chats, until the bot has confirmed it by asking for what comes after.
 */
final class UpdateQueue {

  private static final int MOST_UPDATES = 1_000;

  private final Deque<ObjectNode> oldestFirst = new ArrayDeque<>();
  private long nextId;
  private long poll;

  /**
   * An empty queue.
   *
   * @param firstId must grow from start to start: a bot that remembers where it was would otherwise
   *     confirm what it has never seen
   */
  UpdateQueue(long firstId) {
    this.nextId = firstId;
  }

  /** Adds an update, which gets its number here, and wakes a bot that waits. */
  synchronized long add(ObjectNode update) {
    long id = nextId++;
    oldestFirst.addLast(update.put("update_id", id));
    if (oldestFirst.size() > MOST_UPDATES) {
      oldestFirst.removeFirst();
    }
    notifyAll();
    return id;
  }

  synchronized void clear() {
    oldestFirst.clear();
  }

  /**
   * Waits until there is an update, but no longer than the timeout.
   *
   * @param offset forgets all updates before this one; negative: all but the latest so many; 0:
   *     forgets none
   * @return empty when another call has taken this one's place, as only one may wait
   */
  synchronized Optional<List<ObjectNode>> poll(long offset, int limit, Duration timeout)
      throws InterruptedException {
    long mine = ++poll;
    notifyAll();
    forget(offset);
    long deadline = System.nanoTime() + timeout.toNanos();
    while (oldestFirst.isEmpty() && mine == poll) {
      long rest = (deadline - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        break;
      }
      wait(rest);
    }
    return mine == poll
        ? Optional.of(oldestFirst.stream().limit(limit).map(ObjectNode::deepCopy).toList())
        : Optional.empty();
  }

  private void forget(long offset) {
    if (offset < 0) {
      while (oldestFirst.size() > -offset) {
        oldestFirst.removeFirst();
      }
    } else {
      oldestFirst.removeIf(update -> update.path("update_id").asLong() < offset);
    }
  }
}
