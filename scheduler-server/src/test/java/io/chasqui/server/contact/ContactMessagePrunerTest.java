package io.chasqui.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.page.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactMessagePrunerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final OldMessages messages = new OldMessages();
  private final ContactMessagePruner pruner =
      new ContactMessagePruner(
          messages,
          new ContactSettings(List.of(), 10, 200, List.of(), Duration.ofDays(30)),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void removesAllThatAreOldEnoughBatchByBatchEvenWhenTheFormIsOff() {
    messages.left = 250;

    pruner.prune();

    assertThat(messages.left).isZero();
    assertThat(messages.receivedUntil).isEqualTo(Instant.parse("2026-10-23T09:00:00Z"));
  }

  @Test
  void goesOnWhenTheDatabaseWasAway() {
    messages.isAway = true;

    assertThatCode(pruner::pruneOrTell).doesNotThrowAnyException();
  }

  /** Messages that are all old. */
  private static final class OldMessages implements ContactMessages {

    private int left;
    private boolean isAway;
    private Instant receivedUntil = Instant.MAX;

    @Override
    public int remove(Instant until, int atMost) {
      if (isAway) {
        throw new IllegalStateException("away");
      }
      receivedUntil = until;
      int removed = Math.min(left, atMost);
      left -= removed;
      return removed;
    }

    @Override
    public void add(ContactMessage message, List<DeliveryId> deliveries) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ContactMessageView> list(PageQuery query) {
      throw new UnsupportedOperationException();
    }
  }
}
