package io.chasqui.contract.constraint;

/**
 * Which form what callers write must have, as regular expressions; Java and ECMAScript read them
 * alike.
 */
public final class FieldForms {

  /** Neither {@code .} nor {@code ..}, which HTTP clients and file systems read as a path. */
  public static final String CORRELATION_ID = "^(?!\\.{1,2}$)[A-Za-z0-9._:-]{1,128}$";

  /** Of an API key. */
  public static final String KEY_NAME = "^[A-Za-z0-9._-]{1,64}$";

  /** Of what a delivery is, by which people choose what they want. */
  public static final String CATEGORY = "^[A-Za-z0-9._:/-]{1,300}$";

  private FieldForms() {}
}
