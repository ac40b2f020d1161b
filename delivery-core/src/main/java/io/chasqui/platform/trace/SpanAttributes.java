package io.chasqui.platform.trace;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What spans say: OpenTelemetry's names where it has some, else ours. Nothing private, no addresses
 * of requests: a bot's token is part of one.
 */
public final class SpanAttributes {

  public static final AttributeKey<String> DELIVERY_ID =
      AttributeKey.stringKey("chasqui.delivery.id");
  public static final AttributeKey<String> CORRELATION_ID =
      AttributeKey.stringKey("chasqui.correlation.id");
  public static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("chasqui.channel");
  public static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("chasqui.attempt");
  public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("chasqui.outcome");
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  public static final AttributeKey<String> HTTP_METHOD =
      AttributeKey.stringKey("http.request.method");
  public static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
  public static final AttributeKey<Long> HTTP_STATUS =
      AttributeKey.longKey("http.response.status_code");
  public static final AttributeKey<String> SERVER_ADDRESS =
      AttributeKey.stringKey("server.address");
  public static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");

  private SpanAttributes() {}
}
