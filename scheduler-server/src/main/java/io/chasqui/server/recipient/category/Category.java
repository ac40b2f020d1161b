package io.chasqui.server.recipient.category;

import org.jspecify.annotations.Nullable;

/**
 * A category. Of one that nobody wrote down hold the rules of {@link #unwritten}.
 *
 * @param name 1-300 characters
 * @param mandatory whether preferences by category and unsubscribing cannot refuse it; all else
 *     that keeps a message back does
 * @param ignoresQuietHours whether it is sent in quiet hours too
 * @param cap how many messages of it somebody gets; null: any number
 * @param builtIn whether it cannot be removed
 */
public record Category(
    String name, boolean mandatory, boolean ignoresQuietHours, @Nullable Cap cap, boolean builtIn) {

  /** Of what is of no other. */
  public static final String GENERAL = "general";

  /** One that nobody wrote down. */
  public static Category unwritten(String name) {
    return new Category(name, false, false, null, false);
  }
}
