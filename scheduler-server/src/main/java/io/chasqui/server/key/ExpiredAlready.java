package io.chasqui.server.key;

import java.time.Instant;

/** A key was asked for that would never let anybody in. */
public final class ExpiredAlready extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExpiredAlready(Instant expiresAt) {
    super("a key that expires at " + expiresAt + " would have expired already; name a later time");
  }
}
