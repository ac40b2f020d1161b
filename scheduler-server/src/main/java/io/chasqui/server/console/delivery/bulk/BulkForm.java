package io.chasqui.server.console.delivery.bulk;

import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.CanonicalUuid;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person has filled in, as they typed it.
 *
 * @param act empty: not chosen yet
 * @param time of another time, as the form's field has it
 * @param also whether those are sent too that may have arrived
 * @param perSecond empty: as fast as it goes
 * @param reason why
 * @param typed the number of deliveries, typed once more
 * @param until the newest delivery of the dry run
 * @param expected how many the dry run said that it changes
 * @param expectedAlso the same with those that may have arrived
 */
public record BulkForm(
    String act,
    String time,
    boolean also,
    String perSecond,
    String reason,
    String typed,
    String until,
    String expected,
    String expectedAlso) {

  private static final int MOST_DIGITS = 6;

  static BulkForm of(HttpServletRequest request) {
    return new BulkForm(
        text(request, "act"),
        text(request, "time"),
        text(request, "also").equals("true"),
        text(request, "perSecond"),
        text(request, "reason"),
        text(request, "typed"),
        text(request, "until"),
        text(request, "expected"),
        text(request, "expectedAlso"));
  }

  private static String text(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "").strip();
  }

  /** Empty for what is none. */
  Optional<Decision> decision() {
    return Arrays.stream(Decision.values()).filter(one -> one.name().equals(act)).findFirst();
  }

  Optional<DeliveryId> untilId() {
    return CanonicalUuid.parse(until).map(DeliveryId::new);
  }

  /** How many it is to change; 0: no dry run came before. */
  int wanted() {
    return number(also ? expectedAlso : expected).orElse(0);
  }

  /** The number that was typed; signs that group its digits do not count. */
  Optional<Integer> typedNumber() {
    return number(typed.replaceAll("[\\s.,\u00a0\u202f']", ""));
  }

  Optional<Integer> mostPerSecond() {
    return number(perSecond);
  }

  private static Optional<Integer> number(String written) {
    boolean isOne =
        !written.isEmpty()
            && written.length() <= MOST_DIGITS
            && written.chars().allMatch(one -> one >= '0' && one <= '9');
    return isOne ? Optional.of(Integer.valueOf(written)) : Optional.empty();
  }
}
