package io.chasqui.server.recipient.transfer;

import java.util.List;

/** Why a row is not taken, though each of its cells may be right. */
final class RowFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String code;
  private final String messageKey;
  private final transient List<Object> arguments;

  /**
   * @param field the column; {@code row} for all of it
   * @param code as callers know it
   * @param messageKey names the text in the bundle
   */
  RowFault(String field, String code, String messageKey, Object... arguments) {
    super(code, null, false, false);
    this.field = field;
    this.code = code;
    this.messageKey = messageKey;
    this.arguments = List.of(arguments);
  }

  String field() {
    return field;
  }

  String code() {
    return code;
  }

  String messageKey() {
    return messageKey;
  }

  List<Object> arguments() {
    return arguments;
  }
}
