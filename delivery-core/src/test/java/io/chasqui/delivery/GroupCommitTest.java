package io.chasqui.delivery;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class GroupCommitTest {

  private static final String BAD = "bad";

  private final List<List<String>> rounds = new CopyOnWriteArrayList<>();
  private final Map<DeliveryId, String> stored = new ConcurrentHashMap<>();
  private final CyclicBarrier firstRound = new CyclicBarrier(2);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final GroupCommit groupCommit = new GroupCommit(this::store);
  private RuntimeException fault = new DataIntegrityViolationException("refused");

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void aLoneCallIsStoredAtOnce() {
    assertThat(groupCommit.store(delivery("lone"))).isNotNull();

    assertThat(rounds).containsExactly(List.of("lone"));
  }

  @Test
  void callsThatComeWhileOneIsStoredAreStoredTogetherAndEachGetsItsOwnId() throws Exception {
    List<CompletableFuture<String>> calls = callWhileTheFirstIsStored("a", "b", "c");

    assertThat(calls.stream().map(CompletableFuture::join)).containsExactly("a", "b", "c");
    assertThat(rounds).hasSize(2);
    assertThat(rounds.get(1)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void oneThatIsRefusedDoesNotSpoilTheOthers() throws Exception {
    List<CompletableFuture<String>> calls = callWhileTheFirstIsStored("a", BAD, "c");

    assertThat(calls.get(0).join()).isEqualTo("a");
    assertThat(calls.get(2).join()).isEqualTo("c");
    assertThatThrownBy(calls.get(1)::join).hasCause(fault);
  }

  @Test
  void afterAnyOtherFaultNothingIsTriedTwice() throws Exception {
    fault = new CannotCreateTransactionException("the database is away");
    List<CompletableFuture<String>> calls = callWhileTheFirstIsStored("a", BAD, "c");

    for (CompletableFuture<String> call : calls) {
      assertThatThrownBy(call::join).isInstanceOf(CompletionException.class).hasCause(fault);
    }
    assertThat(rounds).hasSize(2);
    assertThat(groupCommit.store(delivery("later"))).isNotNull();
  }

  @Test
  void manyCallersEachGetTheirOwn() {
    List<CompletableFuture<List<String>>> all =
        IntStream.range(0, 16)
            .mapToObj(
                caller ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          List<String> answers = new ArrayList<>();
                          for (int i = 0; i < 1_000; i++) {
                            answers.add(call(caller + "." + i));
                          }
                          return answers;
                        },
                        callers))
            .toList();

    for (int caller = 0; caller < 16; caller++) {
      String prefix = caller + ".";
      assertThat(all.get(caller).join())
          .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> prefix + i).toList());
    }
    assertThat(rounds.stream().mapToInt(List::size).sum()).isEqualTo(16_000);
  }

  private List<CompletableFuture<String>> callWhileTheFirstIsStored(String... correlationIds)
      throws Exception {
    CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> call("first"), callers);
    await().until(() -> firstRound.getNumberWaiting() == 1);
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (String correlationId : correlationIds) {
      calls.add(CompletableFuture.supplyAsync(() -> call(correlationId), callers));
    }
    await().until(() -> groupCommit.waiting() == correlationIds.length);
    firstRound.await();
    assertThat(first.join()).isEqualTo("first");
    return calls;
  }

  /** What was stored under the id that the call got. */
  private String call(String correlationId) {
    DeliveryId id = groupCommit.store(delivery(correlationId));
    return stored.get(id);
  }

  private List<DeliveryId> store(List<NewDelivery> deliveries) {
    List<String> round =
        deliveries.stream().map(delivery -> delivery.correlationId().value()).toList();
    rounds.add(round);
    if (round.contains("first")) {
      try {
        firstRound.await();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    if (round.contains(BAD)) {
      throw fault;
    }
    return round.stream()
        .map(
            correlationId -> {
              DeliveryId id = DeliveryId.fresh();
              stored.put(id, correlationId);
              return id;
            })
        .toList();
  }

  private static NewDelivery delivery(String correlationId) {
    return anEmail().withCorrelationId(correlationId).build();
  }
}
