package io.chasqui.server.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CapBookTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final UUID ana = UUID.randomUUID();
  private final CapBook book = new CapBook();

  @Test
  void thereIsRoomUntilAsManyWereSent() {
    Category category = atMost(2, Set.of());
    sent(category, Channel.EMAIL, NOON.minusSeconds(600));
    assertThat(room(category, Channel.SMS)).isEqualTo(NOON);

    sent(category, Channel.SMS, NOON.minusSeconds(60));

    assertThat(room(category, Channel.EMAIL)).isEqualTo(NOON.plusSeconds(3_000));
  }

  @Test
  void otherChannelsAreNeitherCountedNorBounded() {
    Category category = atMost(1, Set.of(Channel.EMAIL));
    sent(category, Channel.SMS, NOON);
    assertThat(room(category, Channel.EMAIL)).isEqualTo(NOON);

    sent(category, Channel.EMAIL, NOON);

    assertThat(room(category, Channel.EMAIL)).isEqualTo(NOON.plusSeconds(3_600));
    assertThat(room(category, Channel.SMS)).isEqualTo(NOON);
  }

  /** Whatever comes when: in no time so long are there more. */
  @Test
  void whatIsHeldKeepsTheBoundToo() {
    Random chance = new Random(7);
    Category category = atMost(3, Set.of());
    List<Instant> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Instant asked = NOON.plusSeconds(chance.nextInt(20_000));
      Instant at = book.roomFrom(ana, category, Channel.EMAIL, asked);
      assertThat(at).isAfterOrEqualTo(asked);
      sent(category, Channel.EMAIL, at);
      all.add(at);
    }
    for (Instant end : all) {
      assertThat(all.stream().filter(at -> at.isAfter(end.minusSeconds(3_600)) && !at.isAfter(end)))
          .hasSizeLessThanOrEqualTo(3);
    }
  }

  private Instant room(Category category, Channel channel) {
    return book.roomFrom(ana, category, channel, NOON);
  }

  private void sent(Category category, Channel channel, Instant at) {
    book.add(ana, category.name(), List.of(new CapUse(channel, at)));
  }

  private static Category atMost(int max, Set<Channel> channels) {
    Cap cap = new Cap(max, Duration.ofHours(1), channels, Cap.Policy.HOLD);
    return new Category("offers", false, false, cap, false);
  }
}
