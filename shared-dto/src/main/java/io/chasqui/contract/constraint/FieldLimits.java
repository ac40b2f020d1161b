package io.chasqui.contract.constraint;

/**
 * How long what callers write may be, in characters: Unicode code points, as the database and JSON
 * Schema count. Requests' constraints, checks of what else callers write, and docs/limits.md go by
 * these.
 */
public final class FieldLimits {

  public static final int CORRELATION_ID = 128;

  /** As it was written; what goes on the wire is measured too. */
  public static final int EMAIL_ADDRESS = 254;

  public static final int CATEGORY = 300;
  public static final int SUBJECT = 200;
  public static final int ATTACHMENT_NAME = 200;

  /** Of a message, and of the body of a plain e-mail. */
  public static final int MESSAGE = 50_000;

  public static final int CONTACT_NAME = 100;
  public static final int CONTACT_MESSAGE = 5_000;

  /** Where a browser's push service takes messages. */
  public static final int PUSH_ENDPOINT = 2_048;

  /** Of a recipient in the directory. */
  public static final int EXTERNAL_ID = 128;

  public static final int RECIPIENT_NAME = 200;

  /** As RFC 5646 says is enough for any. */
  public static final int LOCALE = 35;

  public static final int TIME_ZONE = 64;
  public static final int OPERATOR_CODE = 16;
  public static final int TAG = 64;

  /** Where a recipient takes webhooks. */
  public static final int WEBHOOK_URL = 2_048;

  /** {@code whsec_} and base64 of 64 bytes. */
  public static final int WEBHOOK_SECRET = 94;

  /** Each is a byte in the header. */
  public static final int IDEMPOTENCY_KEY = 255;

  private FieldLimits() {}
}
