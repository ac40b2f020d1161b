package io.chasqui.quickstart.web;

/** The caller sent something that cannot be understood; the message says what, for the caller. */
public final class BadCall extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  public BadCall(String message) {
    this(400, message);
  }

  public BadCall(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
