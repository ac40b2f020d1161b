package io.chasqui.report;

import java.io.IOException;

/**
 * The storage does not let us in: it was given the wrong key or name, or none, or lacks a right.
 */
public final class StorageAccessDenied extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what the storage said, and which setting to check; for operators
   */
  public StorageAccessDenied(String message) {
    super(message);
  }
}
