package io.chasqui.server.api.problem;

/** What was asked for does not exist. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String detailKey;

  /**
   * @param detailKey names the text {@code detail.<key>} of the feature's bundle
   */
  public NotFound(String detailKey) {
    super(detailKey);
    this.detailKey = detailKey;
  }

  String detailKey() {
    return detailKey;
  }
}
