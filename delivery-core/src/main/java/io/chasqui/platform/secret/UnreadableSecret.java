package io.chasqui.platform.secret;

/** A stored secret cannot be decrypted. The message says why, and nothing of the secret. */
public final class UnreadableSecret extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableSecret(String why) {
    super(why);
  }
}
