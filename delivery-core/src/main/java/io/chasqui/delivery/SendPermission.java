package io.chasqui.delivery;

/** What the ledger says when an attempt is about to give its peer the message's last byte. */
public enum SendPermission {
  /** It is stored that the peer may have the message from now on. */
  ALLOWED,
  /** The lease is over or another attempt has begun. */
  OVERTAKEN,
  /** The delivery's deadline has passed. */
  TOO_LATE
}
