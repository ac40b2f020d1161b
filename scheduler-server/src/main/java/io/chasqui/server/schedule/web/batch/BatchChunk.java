package io.chasqui.server.schedule.web.batch;

import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.server.schedule.Order;
import java.util.ArrayList;
import java.util.List;

/** Items that are stored together, and the lines of those between them that are wrong. */
final class BatchChunk {

  private static final int MAX_ITEMS = 500;
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** An item with which nothing is wrong. */
  record Right(int index, Order order) {}

  private final List<Right> right = new ArrayList<>();
  private final List<BatchLine> wrong = new ArrayList<>();
  private long bytes;

  /**
   * @param size of the item's JSON, in bytes
   */
  void add(int index, Order order, int size) {
    right.add(new Right(index, order));
    bytes += size;
  }

  void add(BatchLine wrongItem) {
    wrong.add(wrongItem);
  }

  boolean isFull() {
    return right.size() + wrong.size() >= MAX_ITEMS || bytes >= MAX_BYTES;
  }

  List<Right> right() {
    return right;
  }

  List<BatchLine> wrong() {
    return wrong;
  }
}
