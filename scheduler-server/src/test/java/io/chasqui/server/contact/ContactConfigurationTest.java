package io.chasqui.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.api.page.PageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactConfigurationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final RecordingMessages messages = new RecordingMessages();

  @Test
  void messagesAreRemovedThatAreOldEnoughEvenWhenTheFormIsOff() {
    RetentionRule rule =
        new ContactConfiguration()
            .oldContactMessages(
                messages,
                new ContactSettings(List.of(), 10, 200, List.of(), Duration.ofDays(30)),
                Clock.fixed(NOW, ZoneOffset.UTC));

    rule.removeBatch().applyAsInt(rule.batch());

    assertThat(messages.receivedUntil).isEqualTo(Instant.parse("2026-10-23T09:00:00Z"));
    assertThat(messages.atMost).isEqualTo(100);
  }

  private static final class RecordingMessages implements ContactMessages {

    private Instant receivedUntil = Instant.MAX;
    private int atMost;

    @Override
    public int remove(Instant until, int most) {
      receivedUntil = until;
      atMost = most;
      return 0;
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
