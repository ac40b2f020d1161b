package io.chasqui.server.notification.broker;

/** A broker cannot be reached, or does not do what it is asked. Later it may. */
public final class BrokerAway extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param words what is known, without any secret
   * @param cause by which it was found out
   */
  public BrokerAway(String words, Throwable cause) {
    super(words, cause);
  }

  /** Without a cause. */
  public BrokerAway(String words) {
    super(words);
  }
}
