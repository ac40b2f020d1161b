package io.chasqui.delivery.link;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.http.PublicAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Where whoever gets a delivery can say that they want no more of its category. */
public final class UnsubscribeLinks {

  /** Below the server's context path, before the token. */
  public static final String PATH = "/u/";

  private final PublicAddress address;
  private final Supplier<LinkTokens> tokens;

  UnsubscribeLinks(PublicAddress address, Supplier<LinkTokens> tokens) {
    this.address = address;
    this.tokens = tokens;
  }

  /** Links that lead to no server: nobody can unsubscribe by one. */
  public static UnsubscribeLinks none() {
    return new UnsubscribeLinks(
        new PublicAddress(null),
        () -> {
          throw new IllegalStateException("without an address there is no token");
        });
  }

  /**
   * One that leads nowhere and is as long as each of them, for who bounds a message before there is
   * a delivery of it; empty when it is not said where the server is reached.
   */
  public Optional<String> sample() {
    return address.of(PATH).map(base -> base + "x".repeat(LinkTokens.LENGTH));
  }

  /** The one of a delivery; empty when it is not said where the server is reached. */
  public Optional<String> of(DeliveryId delivery) {
    return address.of(PATH).map(base -> base + tokens.get().of(delivery));
  }
}
