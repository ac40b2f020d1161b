package io.chasqui.server.key;

/** A name has two live keys already: the one in use, and the one that replaces it. */
public final class TooManyKeys extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyKeys(String name) {
    super(name + " has two live keys already; revoke one of them first");
  }
}
