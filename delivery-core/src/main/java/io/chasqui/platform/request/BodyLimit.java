package io.chasqui.platform.request;

import java.util.Arrays;
import java.util.List;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * How large a body some addresses take: a bean, or part of one that {@link HasBodyLimits}. An
 * address that none names takes no body: what is sent there is not read.
 *
 * @param addresses which take it, by any method; empty: all that take none
 * @param bytes at most
 * @param sender whom the body is read from
 */
public record BodyLimit(List<PathPattern> addresses, long bytes, Sender sender) {

  /** Of an address that takes none; so much is overlooked. */
  static final BodyLimit NONE = new BodyLimit(List.of(), 8 * 1024, Sender.KNOWN);

  /** As {@code server.tomcat.max-http-form-post-size} has it. */
  static final DataSize LARGEST_FORM = DataSize.ofKilobytes(16);

  public BodyLimit {
    addresses = List.copyOf(addresses);
  }

  /** Of addresses whose body is read when it is known who sends it. */
  public static BodyLimit of(DataSize limit, String... addresses) {
    return new BodyLimit(parse(addresses), limit.toBytes(), Sender.KNOWN);
  }

  /** Of addresses that are open to everybody, who are many: few bodies are read at a time. */
  public static BodyLimit ofEverybody(DataSize limit, String... addresses) {
    return new BodyLimit(parse(addresses), limit.toBytes(), Sender.ANYBODY);
  }

  /**
   * Of addresses to which pages send forms, before it is known who does: whoever logs in sends one.
   * Nowhere else a form is taken apart.
   */
  public static BodyLimit ofForms(String... addresses) {
    return new BodyLimit(parse(addresses), LARGEST_FORM.toBytes(), Sender.PAGE);
  }

  boolean takesNone() {
    return addresses.isEmpty();
  }

  /** Whom a body is read from. */
  public enum Sender {
    /** Whoever has shown a key or is logged in. */
    KNOWN,
    /** Everybody. */
    ANYBODY,
    /** A page of ours, from everybody. */
    PAGE
  }

  private static List<PathPattern> parse(String... addresses) {
    return Arrays.stream(addresses).map(PathPatternParser.defaultInstance::parse).toList();
  }
}
