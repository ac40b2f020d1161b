package io.chasqui.delivery.store;

/**
 * The tables of a month.
 *
 * @param name as their names end: {@code 2027_01}, or {@code first}
 */
record Month(String name) {

  /** Safe in a statement's text. */
  Month {
    if (!name.matches("first|[0-9]{4,}_[0-9]{2}")) {
      throw new IllegalArgumentException("not the name of a month: " + name);
    }
  }

  String messages() {
    return "delivery_message_" + name;
  }

  String states() {
    return "delivery_state_" + name;
  }

  String attempts() {
    return "delivery_attempt_" + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
