package io.chasqui.email;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Provider;

/** Hands finished mails to the mail system. */
public interface Mailer {

  /** The server, e.g. {@code smtp:host:port}. */
  Provider provider();

  /** Tries once to hand over a mail. */
  Outcome submit(ComposedMail mail, AttemptJournal journal);
}
