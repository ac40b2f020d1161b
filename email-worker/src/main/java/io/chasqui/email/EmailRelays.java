package io.chasqui.email;

import java.util.List;

/**
 * The SMTP servers that mails go to, checked.
 *
 * @param inOrder the one to be preferred first; at least one
 */
public record EmailRelays(List<EmailRelay> inOrder) {

  public EmailRelays {
    inOrder = List.copyOf(inOrder);
  }
}
