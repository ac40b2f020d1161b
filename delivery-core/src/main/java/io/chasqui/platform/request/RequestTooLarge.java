package io.chasqui.platform.request;

import java.io.IOException;

/** A body with more bytes than its address takes, found while it was read. */
public final class RequestTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * @param limit in bytes
   */
  public RequestTooLarge(long limit) {
    super("more than " + limit + " bytes");
    this.limit = limit;
  }

  /** In bytes. */
  public long limit() {
    return limit;
  }
}
