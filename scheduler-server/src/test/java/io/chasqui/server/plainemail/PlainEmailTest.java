package io.chasqui.server.plainemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.intake.IdempotencyKey;
import org.junit.jupiter.api.Test;

class PlainEmailTest {

  @Test
  void keepsTheDigestsOfRequestsThatAreStored() {
    PlainEmail email =
        new PlainEmail(
            new CorrelationId("any"),
            "billing",
            EmailAddress.of("luis@example.com"),
            "Your order",
            "Good morning");

    assertThat(new IdempotencyKey("k-3").sha256With(email.identity()))
        .isEqualTo("6feb32dcecf090142e311eccb1ce8dc61ab2bea904cdfe521178393bf7fd0fce");
  }
}
