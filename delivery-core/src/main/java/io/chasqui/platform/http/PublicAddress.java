package io.chasqui.platform.http;

import io.chasqui.platform.config.InvalidSetting;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server is reached from outside.
 *
 * @param publicUrl what the addresses that we give to others begin with, {@code
 *     https://chasqui.example.com} or with a path; http for this machine alone. It leads to the
 *     server. Unset: what needs it is left out or refused. Server and messaging workers read it
 */
@ConfigurationProperties("chasqui")
public record PublicAddress(@Nullable URI publicUrl) {

  /** The key. */
  public static final String KEY = "chasqui.public-url";

  /**
   * @throws InvalidSetting when it is not https, or http of this machine, or holds a user, query or
   *     fragment
   */
  public PublicAddress {
    boolean isUnset = publicUrl == null || publicUrl.toString().isBlank();
    publicUrl = isUnset ? null : publicUrl;
    if (publicUrl != null && !isUsable(publicUrl)) {
      throw new InvalidSetting(
          KEY,
          "is not an https address without user, query and fragment.",
          "Name scheme, host and, where needed, port and path: https://chasqui.example.com. Only"
              + " localhost may have http.");
    }
  }

  private static boolean isUsable(URI url) {
    return url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null
        && ("https".equals(url.getScheme())
            || "http".equals(url.getScheme()) && isThisMachine(url.getHost()));
  }

  /** By what is written: no name is looked up. */
  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /**
   * The address of something of the server's; empty when there is none.
   *
   * @param path begins with a slash; below the server's context path
   */
  public Optional<String> of(String path) {
    return Optional.ofNullable(publicUrl).map(url -> url.toString().replaceFirst("/+$", "") + path);
  }
}
