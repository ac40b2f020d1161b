package io.chasqui.server;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** All addresses that the server answers at, as {@code GET /path}; {@code *} is any method. */
final class Addresses {

  private Addresses() {}

  static Set<String> of(ChasquiServer server) {
    Set<String> addresses = new TreeSet<>();
    Collection<HandlerMapping> mappings = server.beans(HandlerMapping.class);
    for (HandlerMapping mapping : mappings) {
      if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
        methods.getHandlerMethods().keySet().stream()
            .flatMap(Addresses::of)
            .forEach(addresses::add);
      } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
        urls.getHandlerMap().keySet().forEach(path -> addresses.add("GET " + path));
        if (urls.getRootHandler() != null) {
          addresses.add("GET /");
        }
      }
    }
    return addresses;
  }

  private static Stream<String> of(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    return mapping.getPatternValues().stream()
        .flatMap(
            path ->
                methods.isEmpty()
                    ? Stream.of("* " + path)
                    : methods.stream().map(method -> method + " " + path));
  }
}
