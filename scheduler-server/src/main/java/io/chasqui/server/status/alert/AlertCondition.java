package io.chasqui.server.status.alert;

/**
 * Something that is so now and that a person should know of.
 *
 * @param detail codes and numbers, nothing private, at most 500 characters
 */
public record AlertCondition(AlertKind kind, String subject, String detail) {

  public Key key() {
    return new Key(kind.name(), subject);
  }

  /** One alert of these is open at a time. */
  public record Key(String kind, String subject) {}
}
