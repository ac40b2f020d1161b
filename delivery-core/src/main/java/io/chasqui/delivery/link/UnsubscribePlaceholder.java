package io.chasqui.delivery.link;

/**
 * Stands in a stored message where the link to unsubscribe goes. The link names the delivery, of
 * which several may say the same, so it is put in by the worker that sends one.
 */
public final class UnsubscribePlaceholder {

  /**
   * An address of a domain that nobody can have (RFC 2606). Nothing in it is escaped in HTML, so
   * that it is found there as it is.
   */
  public static final String TEXT = "https://unsubscribe.chasqui.invalid/";

  private UnsubscribePlaceholder() {}

  /** Whether a message has room for the link. */
  public static boolean isIn(String message) {
    return message.contains(TEXT);
  }

  /**
   * The message with the link.
   *
   * @param link without any character that is escaped in HTML or JSON; empty: nobody can
   *     unsubscribe
   */
  public static String filled(String message, String link) {
    return message.replace(TEXT, link);
  }
}
