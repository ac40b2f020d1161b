package io.chasqui.platform.config;

/** A setting that stops the start. Shown without a stack trace, with what to do about it. */
public final class InvalidSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String mend;

  /**
   * @param key the setting, e.g. {@code chasqui.email.host}
   * @param problem what is wrong with it; never its value when that may be a secret
   * @param mend what to do now
   */
  public InvalidSetting(String key, String problem, String mend) {
    super(key + " " + problem);
    this.mend = mend;
  }

  /**
   * @param problem what is wrong, with the names of all keys that it is about
   * @param mend what to do now
   */
  InvalidSetting(String problem, String mend) {
    super(problem);
    this.mend = mend;
  }

  /** What to do now, for whoever starts it. */
  public String mend() {
    return mend;
  }
}
