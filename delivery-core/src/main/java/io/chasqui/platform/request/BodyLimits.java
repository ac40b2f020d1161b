package io.chasqui.platform.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which limit an address has: every one has one. */
final class BodyLimits {

  private final List<BodyLimit> limits;

  BodyLimits(List<BodyLimit> limits) {
    this.limits = List.copyOf(limits);
  }

  BodyLimit of(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    return limits.stream().filter(limit -> limit.isOf(path)).findFirst().orElse(BodyLimit.NONE);
  }
}
