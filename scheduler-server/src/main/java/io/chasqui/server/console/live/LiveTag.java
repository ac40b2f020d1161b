package io.chasqui.server.console.live;

import io.chasqui.server.console.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpHeaders;

/**
 * Names what a part of a page shows, so that a page which has it need not get it again: what it
 * shows, and who reads it, by their session and cookies alone.
 */
public final class LiveTag {

  /** A request that a page sends by itself has it. */
  public static final String HEADER = "Chasqui-Live";

  /** Another server, or this one after a start, has other versions. */
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

  private LiveTag() {}

  /**
   * @param what it shows, by its {@code hashCode}
   */
  public static String of(Viewer viewer, Object... what) {
    int reader =
        Objects.hash(
            String.valueOf(viewer.role()), viewer.language().getLanguage(), viewer.zone().getId());
    return '"' + RUN + '-' + hex(reader) + '-' + hex(Objects.hash(what)) + '"';
  }

  private static String hex(int number) {
    return Integer.toHexString(number);
  }

  /** Whether a page asks by itself, and shows this already. */
  public static boolean isShown(HttpServletRequest request, String tag) {
    return request.getHeader(HEADER) != null
        && tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
  }
}
