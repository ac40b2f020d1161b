package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The operations of the API and who answers to them, as the controllers of a server say it. */
final class Operations {

  private Operations() {}

  /** By address, {@code POST /api/notify}. */
  static Map<String, HandlerMethod> of(ChasquiServer server) {
    Map<String, HandlerMethod> operations = new TreeMap<>();
    for (RequestMappingHandlerMapping mapping : server.beans(RequestMappingHandlerMapping.class)) {
      mapping.getHandlerMethods().forEach((info, method) -> add(operations, info, method));
    }
    assertThat(operations).hasSizeGreaterThan(20);
    return operations;
  }

  private static void add(
      Map<String, HandlerMethod> operations, RequestMappingInfo info, HandlerMethod method) {
    for (String path : info.getPatternValues()) {
      for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
        if (path.startsWith("/api/") && verb != RequestMethod.HEAD) {
          operations.put(verb + " " + path, method);
        }
      }
    }
  }
}
