package io.chasqui.email;

import io.chasqui.delivery.Outcome;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Hands finished messages to the mail system. */
public interface Mailer {

  /** Names the server, e.g. {@code smtp:host:port}. */
  String key();

  /** Tries once to hand over a message for one recipient. */
  Outcome submit(MimeMessage message, InternetAddress recipient);
}
