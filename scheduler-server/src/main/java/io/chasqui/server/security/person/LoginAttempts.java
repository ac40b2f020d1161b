package io.chasqui.server.security.person;

import io.chasqui.platform.Digests;
import io.chasqui.server.api.limit.Limit;
import io.chasqui.server.api.limit.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Bounds how many passwords can be tried: of one name from one address, from one address, and of
 * one name from anywhere. Those that were right do not count.
 */
@Component
public class LoginAttempts {

  private static final Limit NAME_AND_ADDRESS =
      new Limit("login-name-and-address", 5, Duration.ofMinutes(5));
  private static final Limit ADDRESS = new Limit("login-address", 20, Duration.ofMinutes(10));
  private static final Limit NAME = new Limit("login-name", 100, Duration.ofMinutes(10));

  private final Limits limits;

  LoginAttempts(Limits limits) {
    this.limits = limits;
  }

  /**
   * Counts a try. One that is refused does not count for the wider limits, or one address could
   * lock a name for all.
   *
   * @return empty when it may be made, or else how long to wait
   */
  public Optional<Duration> begin(HttpServletRequest request) {
    return counted(request).stream()
        .flatMap(one -> limits.take(one.limit(), one.whose()).stream())
        .findFirst();
  }

  /** Counts a try no more: its password was right. */
  public void succeeded(HttpServletRequest request) {
    counted(request).forEach(one -> limits.giveBack(one.limit(), one.whose()));
  }

  /** The narrowest first. */
  private static List<Counted> counted(HttpServletRequest request) {
    String name = String.valueOf(request.getParameter("username"));
    String address = request.getRemoteAddr();
    return List.of(
        Counted.of(NAME_AND_ADDRESS, name + " " + address),
        Counted.of(ADDRESS, address),
        Counted.of(NAME, name));
  }

  /**
   * One of the buckets of a try.
   *
   * @param whose a digest: who tries to log in is stored in no other form
   */
  private record Counted(Limit limit, String whose) {

    static Counted of(Limit limit, String person) {
      return new Counted(limit, Digests.sha256Hex(person));
    }
  }
}
