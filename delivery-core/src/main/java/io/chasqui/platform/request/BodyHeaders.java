package io.chasqui.platform.request;

import io.chasqui.platform.request.UnfitBody.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The one place that knows which headers change what a body means. */
final class BodyHeaders {

  /** HTTP does not know it, but what it says may be true (RFC 9112, B.5). */
  private static final String TRANSFER_ENCODING_OF_MAIL = "Content-Transfer-Encoding";

  private static final Set<String> CODED_FOR_MAIL = Set.of("base64", "quoted-printable");

  private static final List<String> OTHER_METHODS =
      List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

  private BodyHeaders() {}

  /**
   * @param limit of the body, in bytes
   */
  static Optional<Reason> problem(HttpServletRequest request, long limit) {
    if (isMeantForAnotherMethod(request)) {
      return Optional.of(Reason.OTHER_METHOD);
    }
    if (hasNoType(request)) {
      return Optional.of(Reason.NO_TYPE);
    }
    if (!hasBody(request)) {
      return Optional.empty();
    }
    if (request.getContentLengthLong() > limit) {
      return Optional.of(Reason.TOO_LARGE);
    }
    if (isEncoded(request)) {
      return Optional.of(Reason.ENCODED);
    }
    if (request.getHeader(HttpHeaders.CONTENT_RANGE) != null) {
      return Optional.of(Reason.PARTIAL);
    }
    return isJsonInAnotherCharset(request) ? Optional.of(Reason.OTHER_CHARSET) : Optional.empty();
  }

  /** Whether one is announced. */
  static boolean hasBody(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    return length > 0
        || length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        // In HTTP/2 a body needs neither header.
        || length < 0 && !request.getProtocol().startsWith("HTTP/1.");
  }

  private static boolean isEncoded(HttpServletRequest request) {
    return words(request, HttpHeaders.CONTENT_ENCODING).anyMatch(word -> !word.equals("identity"))
        || words(request, TRANSFER_ENCODING_OF_MAIL).anyMatch(CODED_FOR_MAIL::contains);
  }

  private static boolean isMeantForAnotherMethod(HttpServletRequest request) {
    return OTHER_METHODS.stream()
        .flatMap(name -> words(request, name))
        .anyMatch(method -> !method.equalsIgnoreCase(request.getMethod()));
  }

  private static boolean hasNoType(HttpServletRequest request) {
    List<String> types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
    return types.size() > 1
        || types.stream().anyMatch(type -> type.split(";", 2)[0].indexOf('*') >= 0)
        || types.stream().anyMatch(BodyHeaders::isAList);
  }

  /** A comma stands in quoted values alone, or else between types. */
  private static boolean isAList(String types) {
    return QuotedStrings.without(types).indexOf(',') >= 0;
  }

  /** Also where the name of the charset is known to nobody. */
  private static boolean isJsonInAnotherCharset(HttpServletRequest request) {
    String type = request.getContentType();
    try {
      MediaType media = type == null ? null : MediaType.parseMediaType(type);
      return media != null
          && media.getSubtype().contains("json")
          && media.getParameter("charset") != null
          && !StandardCharsets.UTF_8.equals(media.getCharset())
          && !StandardCharsets.US_ASCII.equals(media.getCharset());
    } catch (InvalidMediaTypeException e) {
      // Either it is no charset, or no type at all, which nobody takes.
      return type != null
          && type.toLowerCase(Locale.ROOT).contains("json")
          && type.toLowerCase(Locale.ROOT).contains("charset");
    }
  }

  private static Stream<String> words(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty());
  }
}
