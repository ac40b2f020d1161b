package io.chasqui.platform.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/** Which limit an address has: every one has one, and the pattern that is most specific counts. */
final class BodyLimits {

  private final List<Map.Entry<PathPattern, BodyLimit>> limits;

  BodyLimits(Stream<BodyLimit> limits) {
    this.limits =
        limits
            .flatMap(limit -> limit.addresses().stream().map(address -> Map.entry(address, limit)))
            .sorted(Comparator.comparing(Map.Entry::getKey, PathPattern.SPECIFICITY_COMPARATOR))
            .toList();
  }

  BodyLimit of(HttpServletRequest request) {
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    return limits.stream()
        .filter(limit -> limit.getKey().matches(path))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(BodyLimit.NONE);
  }
}
