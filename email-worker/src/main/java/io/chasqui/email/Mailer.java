package io.chasqui.email;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.Outcome;

/** Hands finished mails to the mail system. */
public interface Mailer {

  /** Names the server, e.g. {@code smtp:host:port}. */
  String key();

  /** Tries once to hand over a mail. */
  Outcome submit(ComposedMail mail, AttemptJournal journal);
}
