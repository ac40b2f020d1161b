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

/** Which body is posted where, as the controllers of a running server say it. */
final class RequestAddresses {

  private static final String POST = "POST ";

  private RequestAddresses() {}

  /** Of each record that is read as a body, the addresses that take it with POST. */
  static Map<Class<?>, SortedSet<String>> of(ChasquiServer server) {
    Map<Class<?>, SortedSet<String>> addresses =
        new TreeMap<>(Comparator.comparing(Class::getName));
    Operations.of(server)
        .forEach(
            (address, operation) -> {
              // Each address is there again with a slash at its end.
              if (address.startsWith(POST) && !address.endsWith("/")) {
                Arrays.stream(operation.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                    .filter(parameter -> Written.class.equals(parameter.getParameterType()))
                    .forEach(body -> add(addresses, body, address.substring(POST.length())));
              }
            });
    return addresses;
  }

  private static void add(
      Map<Class<?>, SortedSet<String>> addresses, MethodParameter body, String address) {
    Class<?> request = ResolvableType.forMethodParameter(body).getGeneric(0).toClass();
    addresses.computeIfAbsent(request, unused -> new TreeSet<>()).add(address);
  }
}
