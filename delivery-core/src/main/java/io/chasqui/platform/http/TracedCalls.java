package io.chasqui.platform.http;

import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Makes each HTTP request a span of the trace that its thread works for, and hands the trace on by
 * the header {@code traceparent}. Requests for no trace stay as they are. The span names the
 * server, never the address: that may hold a secret.
 */
public final class TracedCalls implements Interceptor {

  private final Traces traces;

  public TracedCalls(Traces traces) {
    this.traces = traces;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    return Traceparent.current() == null ? chain.proceed(chain.request()) : traced(chain);
  }

  private Response traced(Chain chain) throws IOException {
    Request request = chain.request();
    try (TracedWork call = traces.begin(request.method(), SpanKind.CLIENT)) {
      call.with(SpanAttributes.HTTP_METHOD, request.method())
          .with(SpanAttributes.SERVER_ADDRESS, request.url().host())
          .with(SpanAttributes.SERVER_PORT, (long) request.url().port());
      Response response = proceed(chain, call);
      call.with(SpanAttributes.HTTP_STATUS, (long) response.code());
      if (response.code() >= 400) {
        call.failed(String.valueOf(response.code()));
      }
      return response;
    }
  }

  private static Response proceed(Chain chain, TracedWork call) throws IOException {
    Request.Builder request = chain.request().newBuilder();
    Traceparent here = Traceparent.current();
    if (here != null) {
      request.header(Traceparent.HEADER, here.value());
    }
    try {
      return chain.proceed(request.build());
    } catch (IOException | RuntimeException e) {
      call.failed(e.getClass().getSimpleName());
      throw e;
    }
  }
}
