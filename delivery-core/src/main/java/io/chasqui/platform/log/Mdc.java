package io.chasqui.platform.log;

import io.chasqui.platform.CorrelationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The keys of the logging context. JobRunr stores the context with a job: nothing private here. */
public final class Mdc {

  public static final String CORRELATION_ID = "correlationId";
  public static final String DELIVERY_ID = "deliveryId";
  public static final String ATTEMPT = "attempt";
  public static final String TRACE_ID = "traceId";
  public static final String SPAN_ID = "spanId";
  public static final String CUSTOMER_ID = "customerId";

  /** Of one HTTP request, whatever it is about; also its answer's {@code X-Correlation-Id}. */
  public static final String REQUEST_ID = "requestId";

  /** The id, which is no secret, of the key that a request came with. */
  public static final String KEY_ID = "keyId";

  private static final List<String> KEYS =
      List.of(CORRELATION_ID, DELIVERY_ID, ATTEMPT, CUSTOMER_ID, REQUEST_ID, KEY_ID);

  private Mdc() {}

  /** Puts a value for the time of a try-with-resources block. */
  public static MDC.MDCCloseable with(String key, String value) {
    return MDC.putCloseable(key, value);
  }

  /** Puts what all lines of a delivery have, for the time of a try-with-resources block. */
  public static Scope withDelivery(CorrelationId correlationId, @Nullable Long customerId) {
    putDelivery(correlationId, customerId);
    return () -> {
      MDC.remove(CUSTOMER_ID);
      MDC.remove(CORRELATION_ID);
    };
  }

  /** The same, for a caller that clears the context by itself. */
  public static void putDelivery(CorrelationId correlationId, @Nullable Long customerId) {
    MDC.put(CORRELATION_ID, correlationId.value());
    if (customerId != null) {
      MDC.put(CUSTOMER_ID, customerId.toString());
    }
  }

  /** Takes out all keys of ours, but those of the trace: who puts them takes them out. */
  public static void clear() {
    KEYS.forEach(MDC::remove);
  }

  /** Values that are taken out again. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {

    @Override
    void close();
  }
}
