package io.chasqui.server.schedule.web.batch;

import io.chasqui.contract.schedule.BatchItemStatus;
import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.db.DatabaseAway;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.schedule.Order;
import io.chasqui.server.schedule.Orders;
import io.chasqui.server.schedule.StoredOrder;
import io.chasqui.server.schedule.web.batch.BatchChunk.Right;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Stores the chunks of one batch, a transaction each. When the database is away it tries no further
 * chunk: each would hold up the caller until its time-out.
 */
final class ChunkStore {

  private static final Logger log = LoggerFactory.getLogger(ChunkStore.class);

  private final Orders orders;
  private final LineTexts texts;
  private boolean databaseIsAway;

  ChunkStore(Orders orders, LineTexts texts) {
    this.orders = orders;
    this.texts = texts;
  }

  /** The lines of a chunk in the order of its items; what they say is committed. */
  List<BatchLine> store(BatchChunk chunk) {
    List<BatchLine> lines = new ArrayList<>(chunk.wrong());
    lines.addAll(store(chunk.right()));
    lines.sort(Comparator.comparingInt(BatchLine::index));
    return lines;
  }

  private List<BatchLine> store(List<Right> items) {
    if (databaseIsAway) {
      return notStored(items, "batch.notStored");
    }
    try {
      return scheduled(items);
    } catch (DataIntegrityViolationException e) {
      return storeByHalves(items, e);
    } catch (RuntimeException e) {
      databaseIsAway = DatabaseAway.isReasonOf(e);
      if (databaseIsAway) {
        log.warn("The database is away, the rest of a batch was not stored: {}", e.toString());
        return notStored(items, "batch.notStored");
      }
      log.error("A part of a batch could not be stored by a fault of ours", e);
      return notStored(items, "batch.fault");
    }
  }

  /**
   * So that an item that only the database refuses, by a fault of ours, does not spoil the rest.
   * After any other fault it is not certain that nothing was stored.
   */
  private List<BatchLine> storeByHalves(List<Right> items, DataIntegrityViolationException fault) {
    if (items.size() == 1) {
      log.error("An item of a batch could not be stored by a fault of ours", fault);
      return notStored(items, "batch.fault");
    }
    int half = items.size() / 2;
    return Stream.of(items.subList(0, half), items.subList(half, items.size()))
        .flatMap(part -> store(part).stream())
        .toList();
  }

  private List<BatchLine> scheduled(List<Right> items) {
    List<StoredOrder> stored = orders.storeAll(items.stream().map(Right::order).toList());
    return IntStream.range(0, stored.size())
        .mapToObj(i -> line(items.get(i), stored.get(i)))
        .toList();
  }

  private BatchLine line(Right item, StoredOrder stored) {
    Order order = item.order();
    String correlationId = order.correlationId().value();
    return stored.problem() == null
        ? BatchLine.scheduled(
            item.index(),
            stored.ids().stream().map(DeliveryId::value).toList(),
            correlationId,
            order.scheduledTime(),
            order.recipientAscii())
        : texts.line(
            item.index(), correlationId, BatchItemStatus.INVALID, List.of(stored.problem()));
  }

  private List<BatchLine> notStored(List<Right> items, String messageKey) {
    return items.stream()
        .map(
            item ->
                texts.line(
                    item.index(),
                    item.order().correlationId().value(),
                    BatchItemStatus.NOT_STORED,
                    List.of(new FieldProblem("body", messageKey))))
        .toList();
  }
}
