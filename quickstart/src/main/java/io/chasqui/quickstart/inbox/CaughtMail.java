package io.chasqui.quickstart.inbox;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it came in.
 *
 * @param id counts from 1 in each run
 * @param sender of the envelope
 * @param recipients of the envelope, in the order of their names
 * @param content read once, because the list is shown often
 * @param raw the message, byte for byte, below the two trace headers the server adds
 */
@SuppressWarnings("ArrayRecordComponent")
record CaughtMail(
    long id,
    Instant receivedAt,
    String sender,
    List<String> recipients,
    ReadMail content,
    byte[] raw) {

  CaughtMail {
    recipients = recipients.stream().sorted().toList();
  }
}
