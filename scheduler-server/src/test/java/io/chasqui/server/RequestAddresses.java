package io.chasqui.server;

import io.chasqui.server.api.request.Written;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which body is posted where, as the controllers of a running server say it. */
final class RequestAddresses {

  private RequestAddresses() {}

  /** Of each record that is read as a body, the addresses that take it with POST. */
  static Map<Class<?>, SortedSet<String>> of(ChasquiServer server) {
    Map<Class<?>, SortedSet<String>> addresses =
        new TreeMap<>(Comparator.comparing(Class::getName));
    server
        .beans(RequestMappingHandlerMapping.class)
        .forEach(
            mapping ->
                mapping
                    .getHandlerMethods()
                    .forEach((address, method) -> add(addresses, address, method)));
    return addresses;
  }

  private static void add(
      Map<Class<?>, SortedSet<String>> addresses,
      RequestMappingInfo mapping,
      HandlerMethod method) {
    if (!mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
      return;
    }
    Arrays.stream(method.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
        .filter(parameter -> Written.class.equals(parameter.getParameterType()))
        .forEach(
            body ->
                addresses
                    .computeIfAbsent(record(body), request -> new TreeSet<>())
                    .add(shortest(mapping)));
  }

  private static Class<?> record(MethodParameter body) {
    return ResolvableType.forMethodParameter(body).getGeneric(0).toClass();
  }

  /** The others have a slash at their end. */
  private static String shortest(RequestMappingInfo mapping) {
    return mapping.getPatternValues().stream()
        .min(Comparator.comparing(String::length))
        .orElseThrow();
  }
}
