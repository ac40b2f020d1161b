package io.chasqui.platform;

import org.slf4j.MDC;

/** The keys of the logging context. JobRunr stores the context with a job: nothing private here. */
public final class Mdc {

  public static final String CORRELATION_ID = "correlationId";
  public static final String DELIVERY_ID = "deliveryId";
  public static final String ATTEMPT = "attempt";

  private Mdc() {}

  /** Puts a value for the time of a try-with-resources block. */
  public static MDC.MDCCloseable with(String key, String value) {
    return MDC.putCloseable(key, value);
  }
}
