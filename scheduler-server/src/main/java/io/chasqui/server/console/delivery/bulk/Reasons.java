package io.chasqui.server.console.delivery.bulk;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.console.Words;
import java.util.Arrays;

/** Why an act leaves a delivery alone. */
final class Reasons {

  private Reasons() {}

  /** A state or a code, as the person reads it. */
  static String said(String reason, Words words) {
    boolean isState =
        Arrays.stream(DeliveryStatus.values()).anyMatch(status -> status.name().equals(reason));
    return words.textOr((isState ? "console.status." : "console.bulk.reason.") + reason, reason);
  }
}
