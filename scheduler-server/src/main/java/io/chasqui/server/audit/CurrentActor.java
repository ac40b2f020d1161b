package io.chasqui.server.audit;

/** Knows who acts: in the server whoever sent the request, in a command whoever runs it. */
@FunctionalInterface
public interface CurrentActor {

  /** Who acts in this thread now; outside of requests the server itself. */
  Actor get();
}
