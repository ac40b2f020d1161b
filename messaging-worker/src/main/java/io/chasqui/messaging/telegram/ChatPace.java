package io.chasqui.messaging.telegram;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps messages into one chat apart, as far as this worker sends them. Whoever is told to wait has
 * a place behind those who were told so before, and asks again when its time has come. Of more than
 * so many chats those are forgotten that were written to longest ago; Telegram's own {@code
 * retry_after} covers what this does not see. May be used by many threads.
 */
final class ChatPace {

  private static final int MOST_CHATS = 10_000;
  private static final float USUAL_LOAD = 0.75f;

  private static final double NANOS_OF_A_SECOND = 1e9;

  /** Some years. */
  private static final double LONGEST_NANOS = 1e17;

  private final long apart;
  private final LongSupplier nanos;

  private final Map<String, Chat> chats =
      new LinkedHashMap<>(16, USUAL_LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Chat> eldest) {
          return size() > MOST_CHATS;
        }
      };

  /**
   * @param perSecond messages, more than 0
   * @param nanos as {@link System#nanoTime}
   */
  ChatPace(double perSecond, LongSupplier nanos) {
    this.apart = (long) Math.min(LONGEST_NANOS, NANOS_OF_A_SECOND / perSecond);
    this.nanos = nanos;
  }

  /**
   * Asks for a message into a chat.
   *
   * @return how long it has to wait; zero: it goes now, and the next one waits for it
   */
  synchronized Duration take(String chat) {
    long now = nanos.getAsLong();
    Chat known = chats.get(chat);
    if (known == null) {
      chats.put(chat, new Chat(now + apart, 0));
      return Duration.ZERO;
    }
    long late = now - known.freeAt();
    if (late < 0) {
      chats.put(chat, known.withOneMore());
      return Duration.ofNanos(known.waiting() * apart - late);
    }
    chats.put(chat, known.after(late / apart, apart, now));
    return Duration.ZERO;
  }

  /** The message that went did not arrive: the next one need not wait for it. */
  synchronized void giveBack(String chat) {
    chats.computeIfPresent(
        chat, (same, known) -> new Chat(known.freeAt() - apart, known.waiting()));
  }

  /**
   * @param freeAt when the next message may go
   * @param waiting how many were told to come then and after
   */
  private record Chat(long freeAt, int waiting) {

    Chat withOneMore() {
      return new Chat(freeAt, waiting + 1);
    }

    /** Who comes in its own time does not put off the next one by being a little late. */
    Chat after(long missed, long apart, long now) {
      int left = (int) Math.max(0, waiting - 1 - missed);
      return new Chat(missed == 0 && waiting > 0 ? freeAt + apart : now + apart, left);
    }
  }
}
