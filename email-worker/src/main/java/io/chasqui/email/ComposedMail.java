package io.chasqui.email;

/**
 * A finished mail for one recipient. It is the bytes of its three parts one after the other, in
 * lines that end with CRLF and have at most 998 characters, all ASCII; dots are not doubled yet.
 *
 * @param recipient an address that may stand in an SMTP command
 * @param messageId the value of Message-ID
 * @param head header, texts and the attachment's header
 * @param report the attachment's body in base64; shared between mails, not to be changed; empty:
 *     there is no attachment
 * @param end what closes the parts; no line of it begins with a dot
 */
@SuppressWarnings("ArrayRecordComponent")
public record ComposedMail(
    String recipient, String messageId, byte[] head, byte[] report, byte[] end) {}
