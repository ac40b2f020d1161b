package io.chasqui.server.notification.broker;

import java.util.List;

/**
 * A broker that brings messages. It is used by one thread, and connects when it is first asked.
 * What it has given out comes again unless it was told that it is done.
 */
public interface MessageSource extends AutoCloseable {

  /** As the settings name it. */
  ConsumerName name();

  /** Of which events messages are taken. */
  Wanted wanted();

  /**
   * Waits a moment for messages.
   *
   * @return in the order in which they are to be decided; empty: none came
   * @throws BrokerAway when it cannot be reached
   */
  List<BrokerMessage> next() throws BrokerAway, InterruptedException;

  /**
   * All that {@link #next} gave last is decided, and committed, but what is to be set aside: that
   * is among the dead letters, and confirmed, before any of it is acknowledged.
   *
   * @throws BrokerAway when that is not certain; then all of it may come again
   */
  void done(List<SetAside> dead) throws BrokerAway, InterruptedException;

  /**
   * None of what {@link #next} gave last is decided: it comes again. Until {@link #next} is asked
   * again nothing is taken, so that others may have it.
   *
   * @throws BrokerAway when it cannot be reached
   */
  void giveBack() throws BrokerAway;

  /**
   * Stays in touch for a moment without taking anything.
   *
   * @throws BrokerAway when it cannot be reached
   */
  void idle() throws BrokerAway, InterruptedException;

  /**
   * How much there is.
   *
   * @throws BrokerAway when it cannot be reached
   */
  Backlog backlog() throws BrokerAway;

  /** Gives up the connection, if there is one; {@link #next} makes another. */
  @Override
  void close();

  /**
   * What lies at a broker.
   *
   * @param waiting messages that nobody has taken, at least 0
   * @param dead letters, at least 0
   */
  record Backlog(long waiting, long dead) {}
}
