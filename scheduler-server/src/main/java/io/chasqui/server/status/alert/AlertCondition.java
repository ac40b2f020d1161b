package io.chasqui.server.status.alert;

import java.util.Optional;

/**
 * Something that is so now and that a person should know of.
 *
 * @param detail codes and numbers, nothing private, at most 500 characters
 * @param markTold of a condition with parts that have nothing in common: notes that people were
 *     told of those that they do not know yet, in the transaction that stores the message. An alert
 *     whose condition has some is told again. Empty: there are none
 */
public record AlertCondition(
    AlertKind kind, String subject, String detail, Optional<Runnable> markTold) {

  /** A condition without such parts: told when it begins and when it is over. */
  public AlertCondition(AlertKind kind, String subject, String detail) {
    this(kind, subject, detail, Optional.empty());
  }

  public Key key() {
    return new Key(kind.name(), subject);
  }

  /** One alert of these is open at a time. */
  public record Key(String kind, String subject) {}
}
