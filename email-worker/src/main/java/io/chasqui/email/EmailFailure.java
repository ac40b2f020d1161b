package io.chasqui.email;

/** Failure codes of e-mail, besides those that channels share. */
public final class EmailFailure {

  /** The server does not want this message; another one to the same recipient may pass. */
  public static final String MESSAGE_REJECTED = "MESSAGE_REJECTED";

  /** The server does not let us send in this sender's name. */
  public static final String SENDER_REJECTED = "SENDER_REJECTED";

  /** We have sent as much as we may for now. */
  public static final String QUOTA_EXCEEDED = "QUOTA_EXCEEDED";

  /** The server is closing, or does not serve us. */
  public static final String SERVICE_NOT_AVAILABLE = "SERVICE_NOT_AVAILABLE";

  /** The connection has to be encrypted, and the server does not offer it. */
  public static final String TLS_REQUIRED = "TLS_REQUIRED";

  /** The server's certificate is not to be trusted, or is another host's. */
  public static final String TLS_FAILED = "TLS_FAILED";

  /** The address needs SMTPUTF8, and the server does not offer it. Nothing was sent. */
  public static final String SMTPUTF8_NOT_OFFERED = "SMTPUTF8_NOT_OFFERED";

  private EmailFailure() {}
}
