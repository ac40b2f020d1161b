package io.chasqui.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a collector was told of it.
 *
 * @param service the application
 * @param parentId empty: the first of its trace
 */
public record CollectedSpan(
    String service,
    String traceId,
    String spanId,
    String parentId,
    String name,
    Map<String, String> attributes) {

  /** Those of an OTLP request's body. */
  static List<CollectedSpan> in(byte[] exportRequest) {
    List<CollectedSpan> spans = new ArrayList<>();
    for (ProtobufFields resource : new ProtobufFields(exportRequest).messages(1)) {
      String service =
          attributes(resource.messages(1).get(0), 1).getOrDefault("service.name", "unknown");
      for (ProtobufFields scope : resource.messages(2)) {
        scope.messages(2).forEach(span -> spans.add(span(service, span)));
      }
    }
    return spans;
  }

  private static CollectedSpan span(String service, ProtobufFields span) {
    return new CollectedSpan(
        service, span.hex(1), span.hex(2), span.hex(4), span.text(5), attributes(span, 9));
  }

  private static Map<String, String> attributes(ProtobufFields message, int number) {
    Map<String, String> attributes = new TreeMap<>();
    for (ProtobufFields pair : message.messages(number)) {
      ProtobufFields value = pair.messages(2).get(0);
      attributes.put(pair.text(1), value.has(3) ? String.valueOf(value.number(3)) : value.text(1));
    }
    return attributes;
  }
}
