package io.chasqui.quickstart.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Keeps the latest items, as many as fit; the oldest goes first. Safe for use by many threads.
 *
 * @param <T> immutable
 */
public final class Latest<T> {

  private final int mostItems;
  private final long mostBytes;
  private final ToLongFunction<T> size;
  private final Deque<T> newestFirst = new ArrayDeque<>();
  private long bytes;

  /**
   * Keeps up to this many items and bytes, but always the newest one.
   *
   * @param size an item's bytes
   */
  public Latest(int mostItems, long mostBytes, ToLongFunction<T> size) {
    this.mostItems = mostItems;
    this.mostBytes = mostBytes;
    this.size = size;
  }

  public synchronized void add(T item) {
    newestFirst.addFirst(item);
    bytes += size.applyAsLong(item);
    while (newestFirst.size() > 1 && (newestFirst.size() > mostItems || bytes > mostBytes)) {
      bytes -= size.applyAsLong(newestFirst.removeLast());
    }
  }

  /** A copy, newest first. */
  public synchronized List<T> newestFirst() {
    return List.copyOf(newestFirst);
  }
}
