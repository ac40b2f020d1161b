package io.chasqui.email;

import io.chasqui.delivery.address.EmailAddress;

/**
 * A finished mail for one recipient. It is the bytes of its three parts one after the other, in
 * lines that end with CRLF and have at most 998 bytes; dots are not doubled yet. All is ASCII, but
 * for the recipient's address in a header where that needs SMTPUTF8.
 *
 * @param recipient whose wire form may stand in an SMTP command
 * @param messageId the value of Message-ID
 * @param head header, texts and the attachment's header
 * @param report the attachment's body in base64; shared between mails, not to be changed; empty:
 *     there is no attachment
 * @param end what closes the parts; no line of it begins with a dot
 */
@SuppressWarnings("ArrayRecordComponent")
public record ComposedMail(
    EmailAddress recipient, String messageId, byte[] head, byte[] report, byte[] end) {}
