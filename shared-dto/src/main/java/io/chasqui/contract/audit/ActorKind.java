package io.chasqui.contract.audit;

/** Who acted. */
public enum ActorKind {
  /** A program with a key of the API. */
  KEY,
  /** Somebody who logged in. */
  PERSON,
  /** Whoever ran a command of the server's jar. */
  COMMAND,
  /** The server, by its configuration. */
  SERVER,
  /** Somebody who did not show who they are: a login that failed. */
  NOBODY
}
