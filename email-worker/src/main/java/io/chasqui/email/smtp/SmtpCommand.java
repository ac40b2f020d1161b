package io.chasqui.email.smtp;

/** What a reply answers. */
enum SmtpCommand {
  /** The greeting. */
  CONNECT,
  EHLO,
  STARTTLS,
  AUTH,
  MAIL,
  RCPT,
  DATA,
  /** The dot after the last byte of the message. */
  DOT,
  /** RSET, NOOP and QUIT, whose replies say nothing about a message. */
  HOUSEKEEPING;

  static SmtpCommand of(String line) {
    if (line.equals(".")) {
      return DOT;
    }
    String verb = line.split("[ :]", 2)[0];
    return switch (verb) {
      case "EHLO", "HELO" -> EHLO;
      case "STARTTLS" -> STARTTLS;
      case "AUTH" -> AUTH;
      case "MAIL" -> MAIL;
      case "RCPT" -> RCPT;
      case "DATA" -> DATA;
      default -> HOUSEKEEPING;
    };
  }
}
