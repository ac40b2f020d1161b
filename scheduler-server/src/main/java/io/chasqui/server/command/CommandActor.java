package io.chasqui.server.command;

import io.chasqui.server.audit.Actor;
import io.chasqui.server.audit.CurrentActor;

/** Whoever runs a command acts by it; of them no more is known than the account they have here. */
final class CommandActor implements CurrentActor {

  /** Of an account that the operating system has no name for, as in some containers. */
  private static final String NAMELESS = "?";

  @Override
  public Actor get() {
    String account = System.getProperty("user.name", "").strip();
    return Actor.command(account.isEmpty() ? NAMELESS : account);
  }
}
