package io.chasqui.server.problem;

/** What was asked for does not exist. */
public final class NotFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String detailKey;

  private NotFound(String detailKey) {
    super(detailKey);
    this.detailKey = detailKey;
  }

  public static NotFound delivery() {
    return new NotFound("delivery-not-found");
  }

  public static NotFound report() {
    return new NotFound("report-not-found");
  }

  public static NotFound key() {
    return new NotFound("key-not-found");
  }

  public static NotFound job() {
    return new NotFound("job-not-found");
  }

  String detailKey() {
    return detailKey;
  }
}
