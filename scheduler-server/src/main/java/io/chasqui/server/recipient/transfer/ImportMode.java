package io.chasqui.server.recipient.transfer;

/** What rows may do. */
public enum ImportMode {
  /** Make recipients, and change those that are there. */
  UPSERT,
  /** Make recipients; a row of one that is there fails. */
  INSERT,
  /** Change recipients; a row of one that is not there fails. */
  UPDATE
}
