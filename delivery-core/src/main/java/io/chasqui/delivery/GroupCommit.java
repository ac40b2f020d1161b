package io.chasqui.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Lets callers that come at the same time share a transaction: one of them stores what all have
 * brought, while the next ones gather. A caller returns when its own delivery is committed, and
 * nobody waits for others to come.
 */
final class GroupCommit {

  private static final int MOST = 500;

  private final Function<List<NewDelivery>, List<DeliveryId>> store;
  private final Deque<Call> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param store stores deliveries all or none, and answers with their ids in the same order
   */
  GroupCommit(Function<List<NewDelivery>, List<DeliveryId>> store) {
    this.store = store;
  }

  /** Throws what {@code store} threw. */
  DeliveryId store(NewDelivery delivery) {
    Call call = new Call(delivery);
    if (!isFirst(call)) {
      call.woken.join();
    }
    if (call.id == null && call.failure == null) {
      storeAllThatWait();
    }
    return call.result(store);
  }

  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized boolean isFirst(Call call) {
    waiting.add(call);
    boolean first = !writing;
    writing = true;
    return first;
  }

  /** By the thread of the call that waits longest; then it is the next one's turn. */
  private void storeAllThatWait() {
    List<Call> calls = take();
    try {
      List<DeliveryId> ids = store.apply(calls.stream().map(call -> call.delivery).toList());
      for (int i = 0; i < calls.size(); i++) {
        calls.get(i).id = ids.get(i);
      }
    } catch (RuntimeException e) {
      calls.forEach(call -> call.fail(e, calls.size()));
    } finally {
      wakeNext();
      calls.forEach(call -> call.woken.complete(null));
    }
  }

  private synchronized List<Call> take() {
    List<Call> taken = new ArrayList<>();
    while (!waiting.isEmpty() && taken.size() < MOST) {
      taken.add(waiting.remove());
    }
    return taken;
  }

  private synchronized void wakeNext() {
    Call next = waiting.peek();
    writing = next != null;
    if (next != null) {
      next.woken.complete(null);
    }
  }

  /** Its fields are written before it is woken. */
  private static final class Call {

    private final NewDelivery delivery;
    private final CompletableFuture<Void> woken = new CompletableFuture<>();
    private @Nullable DeliveryId id;
    private @Nullable RuntimeException failure;
    private boolean mayBeAnothersFault;

    Call(NewDelivery delivery) {
      this.delivery = delivery;
    }

    void fail(RuntimeException e, int calls) {
      failure = e;
      // Only then is it certain that nothing was committed.
      mayBeAnothersFault = calls > 1 && e instanceof DataIntegrityViolationException;
    }

    DeliveryId result(Function<List<NewDelivery>, List<DeliveryId>> store) {
      if (id != null) {
        return id;
      }
      if (mayBeAnothersFault) {
        return store.apply(List.of(delivery)).get(0);
      }
      throw failure == null ? new IllegalStateException("woken for nothing") : failure;
    }
  }
}
