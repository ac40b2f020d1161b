package io.chasqui.server.template.event;

import org.jspecify.annotations.Nullable;

/**
 * A value that an event's data hold.
 *
 * @param type of it
 * @param required whether an event without it is refused
 * @param maxLength characters that its text may have; null: any number
 * @param pii whether it tells of a person
 */
public record Variable(Type type, boolean required, @Nullable Integer maxLength, boolean pii) {

  /** What a value is. */
  public enum Type {
    STRING,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    /** Written in the language and by the clock of whoever gets it. */
    INSTANT,
    /** Of the web, https, or a mailbox, mailto. */
    URI,
    LIST,
    OBJECT
  }
}
