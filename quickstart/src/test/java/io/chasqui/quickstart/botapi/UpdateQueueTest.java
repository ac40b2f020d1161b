package io.chasqui.quickstart.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpdateQueueTest {

  private final UpdateQueue queue = new UpdateQueue(100);

  @Test
  void givesAnUpdateAgainUntilTheNextOneIsAskedFor() throws InterruptedException {
    queue.add(Json.object());
    queue.add(Json.object());

    assertThat(poll(0)).containsExactly(100L, 101L);
    assertThat(poll(0)).containsExactly(100L, 101L);
    assertThat(poll(101)).containsExactly(101L);
    assertThat(poll(102)).isEmpty();
    assertThat(poll(0)).isEmpty();
  }

  @Test
  void aNegativeOffsetKeepsTheLatest() throws InterruptedException {
    queue.add(Json.object());
    queue.add(Json.object());
    queue.add(Json.object());

    assertThat(poll(-1)).containsExactly(102L);
    assertThat(poll(0)).containsExactly(102L);
  }

  @Test
  void givesNoMoreThanTheLimit() throws InterruptedException {
    queue.add(Json.object());
    queue.add(Json.object());

    assertThat(queue.poll(0, 1, Duration.ZERO).orElseThrow()).hasSize(1);
  }

  @Test
  void anUpdateWakesTheOneWhoWaits() throws Exception {
    CompletableFuture<Optional<List<ObjectNode>>> waiting = pollInBackground();
    assertThat(waiting).isNotDone();

    queue.add(Json.object());

    assertThat(waiting.get(5, TimeUnit.SECONDS).orElseThrow()).hasSize(1);
  }

  @Test
  void aSecondCallEndsTheFirst() throws Exception {
    CompletableFuture<Optional<List<ObjectNode>>> first = pollInBackground();

    assertThat(poll(0)).isEmpty();

    assertThat(first.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  private List<Long> poll(long offset) throws InterruptedException {
    return queue.poll(offset, 100, Duration.ZERO).orElseThrow().stream()
        .map(update -> update.path("update_id").asLong())
        .toList();
  }

  /** Returns when the call waits. */
  private CompletableFuture<Optional<List<ObjectNode>>> pollInBackground() {
    CompletableFuture<Optional<List<ObjectNode>>> answer = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                answer.complete(queue.poll(0, 100, Duration.ofSeconds(30)));
              } catch (InterruptedException e) {
                answer.completeExceptionally(e);
              }
            });
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING || answer.isDone());
    return answer;
  }
}
