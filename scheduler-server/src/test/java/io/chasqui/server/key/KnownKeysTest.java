package io.chasqui.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

  private static final int CALLERS = 20;

  private final AtomicInteger asked = new AtomicInteger();
  private final CompletableFuture<Optional<StoredKey>> database = new CompletableFuture<>();
  private final KnownKeys keys = new KnownKeys(store());
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ExecutorService callers =
      Executors.newFixedThreadPool(
          CALLERS,
          caller -> {
            Thread thread = new Thread(caller);
            threads.add(thread);
            return thread;
          });

  @AfterEach
  void end() {
    database.complete(Optional.empty());
    callers.shutdownNow();
  }

  /** Or each would wait for the database in its turn, and hold a thread meanwhile. */
  @Test
  void allWhoAskAtTheSameTimeGetOneFailure() {
    List<CompletableFuture<Optional<StoredKey>>> answers = askTogether();

    database.completeExceptionally(new IllegalStateException("the database is away"));

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("the database is away"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aFailureIsNotKept() {
    database.completeExceptionally(new IllegalStateException("the database is away"));
    assertThatThrownBy(() -> keys.find("a")).hasMessage("the database is away");
    assertThatThrownBy(() -> keys.find("a")).hasMessage("the database is away");

    assertThat(asked).hasValue(2);
  }

  @Test
  void whatIsReadWhileAKeyChangesIsNotKept() {
    List<CompletableFuture<Optional<StoredKey>>> answers = askTogether();

    keys.forget("a");
    database.complete(Optional.empty());
    answers.forEach(CompletableFuture::join);
    keys.find("a");

    assertThat(asked).hasValue(2);
  }

  private List<CompletableFuture<Optional<StoredKey>>> askTogether() {
    List<CompletableFuture<Optional<StoredKey>>> answers =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> keys.find("a"), callers))
            .toList();
    await().until(() -> threads.stream().allMatch(KnownKeysTest::waits));
    return answers;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private KeyStore store() {
    return (KeyStore)
        Proxy.newProxyInstance(
            KeyStore.class.getClassLoader(),
            new Class<?>[] {KeyStore.class},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              try {
                return database.join();
              } catch (CompletionException e) {
                throw e.getCause();
              }
            });
  }
}
