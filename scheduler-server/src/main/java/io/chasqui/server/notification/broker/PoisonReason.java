package io.chasqui.server.notification.broker;

/** Why a message can never be decided as it is. The names are those of the dead letters' header. */
public enum PoisonReason {
  /** It is no JSON object. */
  NO_JSON,
  /** It has more than 256 KB. */
  TOO_LARGE,
  /** Objects and lists lie too deep in each other. */
  TOO_DEEP,
  /** Nothing names an event. */
  NO_EVENT,
  /** Nothing says whom it is for, by a UUID. */
  NO_RECIPIENT,
  /** It could be read, and deciding it failed for a fault of ours that the log tells. */
  FAILED
}
