package io.chasqui.server.schedule.web.batch;

import io.chasqui.contract.schedule.BatchItemStatus;
import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.schedule.Order;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one batch in: reads its items, stores them chunk by chunk, and answers with their lines.
 */
final class BatchIntake {

  private static final Logger log = LoggerFactory.getLogger(BatchIntake.class);
  private static final int MAX_ITEMS = 10_000;

  private final BatchItems items;
  private final RequestReader reader;
  private final Function<Written<? extends ScheduleRequest>, Order> understand;
  private final ChunkStore store;
  private final AnswerLines answer;
  private final LineTexts texts;
  private final Map<BatchItemStatus, Integer> counts = new EnumMap<>(BatchItemStatus.class);
  private BatchChunk chunk = new BatchChunk();
  private int count;

  BatchIntake(
      BatchItems items,
      RequestReader reader,
      Function<Written<? extends ScheduleRequest>, Order> understand,
      ChunkStore store,
      AnswerLines answer,
      LineTexts texts) {
    this.items = items;
    this.reader = reader;
    this.understand = understand;
    this.store = store;
    this.answer = answer;
    this.texts = texts;
  }

  /**
   * Returns when the last item has been read, or the batch broke off, and every chunk was tried.
   *
   * @throws IOException when the caller is gone; the chunks before stay stored
   */
  void run() throws IOException {
    try {
      while (readItem()) {
        if (chunk.isFull()) {
          storeChunk();
        }
      }
      storeChunk();
    } catch (BatchAborted e) {
      breakOff(e.problem());
    } catch (RuntimeException e) {
      log.error("A batch broke off at item {} by a fault of ours", count, e);
      breakOff(new FieldProblem("body", "batch.fault"));
    }
  }

  /** How many items there are of each status. */
  Map<BatchItemStatus, Integer> counts() {
    return counts;
  }

  private boolean readItem() throws IOException {
    int index = count;
    try {
      byte[] item = items.next();
      if (item == null) {
        return false;
      }
      requireRoom();
      add(index, reader.read(item), item.length);
    } catch (InvalidRequest e) {
      requireRoom();
      chunk.add(texts.line(index, e.correlationId(), BatchItemStatus.INVALID, e.problems()));
    }
    count++;
    return true;
  }

  private void add(int index, Written<ScheduleRequest> item, int size) {
    try {
      chunk.add(index, understand.apply(item), size);
    } catch (RequestRefused e) {
      chunk.add(
          texts.line(
              index,
              item.request().correlationId(),
              BatchItemStatus.INVALID,
              List.of(e.ofField("body"))));
    }
  }

  private void requireRoom() throws BatchAborted {
    if (count == MAX_ITEMS) {
      throw new BatchAborted("batch.tooManyItems", MAX_ITEMS);
    }
  }

  private void breakOff(FieldProblem problem) throws IOException {
    storeChunk();
    add(List.of(texts.line(count, null, BatchItemStatus.NOT_READ, List.of(problem))));
  }

  private void storeChunk() throws IOException {
    add(store.store(chunk));
    chunk = new BatchChunk();
  }

  private void add(List<BatchLine> lines) throws IOException {
    lines.forEach(line -> counts.merge(line.status(), 1, Integer::sum));
    answer.add(lines);
  }
}
