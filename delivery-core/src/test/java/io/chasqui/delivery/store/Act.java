package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method of the ledger.
 *
 * @param to the state that it leads to; null: it changes none
 * @param yesIn the states in which a question has the answer yes
 * @param given what else is so before it, as SQL of an update
 * @param call answers with its second argument when the method answers nothing
 */
record Act(
    String method,
    @Nullable DeliveryStatus to,
    Set<DeliveryStatus> yesIn,
    String given,
    BiPredicate<DeliveryId, Boolean> call) {

  private static final String NOTHING_ELSE = "expires_at = NULL";

  static Act transition(String method, DeliveryStatus to) {
    return new Act(method, to, Set.of(), NOTHING_ELSE, (id, silence) -> silence);
  }

  static Act question(String method, Set<DeliveryStatus> yesIn) {
    return new Act(method, null, yesIn, NOTHING_ELSE, (id, silence) -> silence);
  }

  Act given(String sql) {
    return new Act(method, to, yesIn, sql, call);
  }

  Act silently(Consumer<DeliveryId> action) {
    return calling(
        (id, silence) -> {
          action.accept(id);
          return silence;
        });
  }

  Act answering(Predicate<DeliveryId> question) {
    return calling((id, silence) -> question.test(id));
  }

  /**
   * Calls the method.
   *
   * @param silence what it means when it answers nothing
   */
  boolean isAnswered(DeliveryId id, boolean silence) {
    return call.test(id, silence);
  }

  private Act calling(BiPredicate<DeliveryId, Boolean> call) {
    return new Act(method, to, yesIn, given, call);
  }

  @Override
  public String toString() {
    return to == null ? method : method + " to " + to;
  }
}
