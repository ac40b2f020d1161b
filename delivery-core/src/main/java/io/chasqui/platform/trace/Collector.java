package io.chasqui.platform.trace;

import io.chasqui.platform.config.InvalidSetting;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.autoconfigure.tracing.TracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.Transport;

/** The collector as the settings name it; what they hold may be secret and is never repeated. */
final class Collector {

  private static final String PREFIX = "management.otlp.tracing.";
  private static final String ENDPOINT = PREFIX + "endpoint";
  private static final String EXAMPLE = "Write it as http://collector:4318/v1/traces";
  private static final String DEFAULT_PATH = "/v1/traces";
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

  private Collector() {}

  /**
   * @throws InvalidSetting when a setting cannot be used
   */
  static OtlpHttpSpanExporter exporter(OtlpTracingProperties settings) {
    if (settings.getTransport() != Transport.HTTP) {
      throw new InvalidSetting(
          PREFIX + "transport",
          "is not supported.",
          "Leave it out, and name the collector's port for OTLP over HTTP, 4318 mostly.");
    }
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(requiredAddress(settings.getEndpoint()).toString())
            .setTimeout(settings.getTimeout())
            .setConnectTimeout(settings.getConnectTimeout())
            .setCompression(settings.getCompression().name().toLowerCase(Locale.ROOT));
    settings
        .getHeaders()
        .forEach((name, value) -> exporter.addHeader(name, sendable(name, value.strip())));
    return exporter.build();
  }

  /**
   * How many of the traces that begin here are recorded, 0 to 1.
   *
   * @throws InvalidSetting when it is out of that range
   */
  static float requiredProbability(TracingProperties tracing) {
    float probability = tracing.getSampling().getProbability();
    if (probability >= 0 && probability <= 1) {
      return probability;
    }
    throw new InvalidSetting(
        "management.tracing.sampling.probability", "is out of range.", "Give 0.0 to 1.0.");
  }

  /** The client would repeat it in an exception, and no span would ever arrive. */
  private static String sendable(String name, String value) {
    if (HEADER_NAME.matcher(name).matches() && HEADER_VALUE.matcher(value).matches()) {
      return value;
    }
    throw new InvalidSetting(
        PREFIX + "headers." + name,
        "cannot be sent as a header.",
        "Give one line of visible ASCII characters, e.g. Bearer and the token; no others in the"
            + " name.");
  }

  private static URI requiredAddress(String endpoint) {
    URI address = address(endpoint.strip());
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!isHttp || address.getHost() == null) {
      throw new InvalidSetting(ENDPOINT, "is not the address of an HTTP server.", EXAMPLE + ".");
    }
    if (address.getRawUserInfo() != null) {
      throw new InvalidSetting(
          ENDPOINT,
          "holds a user, which is not sent.",
          EXAMPLE + ", and what lets us in as " + PREFIX + "headers.authorization.");
    }
    String path = address.getRawPath();
    return path.isEmpty() || path.equals("/") ? address.resolve(DEFAULT_PATH) : address;
  }

  private static URI address(String endpoint) {
    try {
      return URI.create(endpoint);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(ENDPOINT, "is not an address.", EXAMPLE + ".");
    }
  }
}
