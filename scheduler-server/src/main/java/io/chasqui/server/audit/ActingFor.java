package io.chasqui.server.audit;

import io.chasqui.platform.log.Mdc;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Lets the server do what somebody asked for whose request is long over. */
public final class ActingFor {

  private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

  private ActingFor() {}

  /** For whom this thread acts; empty: for nobody but the server. */
  public static Optional<Actor> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Does something in this thread; what is recorded in the audit meanwhile was done by them.
   *
   * @param requestId of the request in which they asked for it, for the audit and the log; null: it
   *     had none
   */
  public static <T> T call(Actor actor, @Nullable String requestId, Supplier<T> what) {
    CURRENT.set(actor);
    if (requestId != null) {
      MDC.put(Mdc.REQUEST_ID, requestId);
    }
    try {
      return what.get();
    } finally {
      CURRENT.remove();
      MDC.remove(Mdc.REQUEST_ID);
    }
  }
}
