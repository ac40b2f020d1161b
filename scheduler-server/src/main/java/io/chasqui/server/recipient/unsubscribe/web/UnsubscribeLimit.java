package io.chasqui.server.recipient.unsubscribe.web;

import io.chasqui.platform.Digests;
import io.chasqui.server.api.limit.Limit;
import io.chasqui.server.api.limit.Limits;
import io.chasqui.server.api.problem.ProblemTypes;
import io.chasqui.server.api.problem.RequestRefused;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Bounds how often one address may follow links, which asks nobody for a key. */
@Component
class UnsubscribeLimit {

  private static final Limit OF_ADDRESS = new Limit("unsubscribe", 60, Duration.ofMinutes(1));

  private final Limits limits;

  UnsubscribeLimit(Limits limits) {
    this.limits = limits;
  }

  /**
   * Counts a request. A digest is kept of the address: it is stored in no other form.
   *
   * @throws RequestRefused when there were as many as may be
   */
  void take(String address) {
    limits
        .take(OF_ADDRESS, Digests.sha256Hex(address))
        .ifPresent(
            wait -> {
              throw new RequestRefused(ProblemTypes.RATE_LIMITED, wait);
            });
  }
}
