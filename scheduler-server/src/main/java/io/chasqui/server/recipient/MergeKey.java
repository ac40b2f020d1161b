package io.chasqui.server.recipient;

/** By which column rows are matched with recipients. */
public enum MergeKey {
  ID("id"),
  EXTERNAL_ID("externalId"),
  EMAIL("email"),
  PHONE("phone");

  private final String column;

  MergeKey(String column) {
    this.column = column;
  }

  /** The name of that column, which is what callers write too. */
  public String column() {
    return column;
  }
}
