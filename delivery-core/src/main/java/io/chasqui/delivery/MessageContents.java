package io.chasqui.delivery;

import java.time.Duration;

/**
 * What deliveries say, stored once where several say the same.
 *
 * <p>A delivery names its content without a foreign key: a month could not go otherwise without a
 * lock that everybody waits for. So whoever stores a delivery of a content that is there already
 * locks the content {@code FOR KEY SHARE} first, in the same transaction, several in the order of
 * their ids, and takes for missing what that lock does not find or finds erased. What is locked so
 * is not removed, and not erased.
 */
public interface MessageContents {

  /**
   * Looks at so many contents, from where the look before has ended, and removes those that no
   * delivery names. Any number of servers do it side by side; nobody is waited for.
   *
   * @param storedFor what was stored later stays, by the database's clock: its deliveries may be
   *     still to come
   * @param atMost so many, at least 1
   * @return how many were removed
   */
  int removeUnnamed(Duration storedFor, int atMost);
}
