package io.chasqui.server.recipient;

import io.chasqui.delivery.address.EmailAddress;
import java.util.Locale;

/** By what recipients are told apart. */
public final class RecipientKeys {

  private RecipientKeys() {}

  /** An e-mail address but for the case and the script of its domain. */
  public static String ofEmail(String email) {
    String used = EmailAddress.wireFormUnlessSame(email).orElse(email);
    int at = used.lastIndexOf('@') + 1;
    return used.substring(0, at) + used.substring(at).toLowerCase(Locale.ROOT);
  }
}
