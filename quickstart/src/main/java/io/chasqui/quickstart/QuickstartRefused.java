package io.chasqui.quickstart;

/** The quickstart cannot start as asked; the message says why and what to do, for a person. */
public final class QuickstartRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  public QuickstartRefused(String message) {
    super(message);
  }
}
