package io.chasqui.platform;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * What was asked cannot be done now, for a reason that is not the caller's and that an operator can
 * mend; the same may succeed later. Its message says the reason and the mend.
 */
public class TemporarilyUnavailable extends TransientDataAccessResourceException {

  private static final long serialVersionUID = 1L;

  public TemporarilyUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
