package io.chasqui.report;

import java.io.IOException;

/** Reports come into the storage another way than through this server. */
public final class ReadOnlyStorage extends IOException {

  private static final long serialVersionUID = 1L;

  public ReadOnlyStorage(String message) {
    super(message);
  }
}
