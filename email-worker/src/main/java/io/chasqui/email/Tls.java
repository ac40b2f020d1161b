package io.chasqui.email;

/** How the connection to the SMTP server is encrypted. */
public enum Tls {
  /** STARTTLS, or no mail. */
  REQUIRED,
  /** STARTTLS if the server offers it. Unsafe: whoever sits between can take the offer away. */
  OPPORTUNISTIC,
  /** TLS from the first byte, usually on port 465. */
  IMPLICIT,
  /** Unsafe: everything is sent in clear. */
  NONE;

  /** Whether mail may travel in clear. */
  public boolean allowsPlainText() {
    return this == OPPORTUNISTIC || this == NONE;
  }
}
