package io.chasqui.server.notification.broker;

import java.util.List;
import java.util.SortedMap;

/** The dead letters at one broker. */
public interface DeadLetterBox {

  /** As the settings name the broker. */
  ConsumerName name();

  /**
   * Looks at what is there; all of it stays.
   *
   * @param most so many are looked at for their reasons
   * @throws BrokerAway when the broker cannot be reached
   */
  List<Heap> look(int most) throws BrokerAway;

  /**
   * Moves the oldest ones back to where they came from; each is confirmed there before it goes
   * here.
   *
   * @param most how many at most, at least 1
   * @return how many
   * @throws BrokerAway when the broker cannot be reached; some may have been moved
   */
  int requeue(int most) throws BrokerAway;

  /**
   * The dead letters of one place.
   *
   * @param place a queue or a topic
   * @param count how many there are
   * @param reasons of those that were looked at, how many have each
   */
  record Heap(String place, long count, SortedMap<String, Long> reasons) {}
}
