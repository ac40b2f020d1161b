package io.chasqui.server.jobs.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Puts {@code /dashboard} before the addresses that JobRunr's scripts call: they expect a server of
 * their own, and ours has an API of its own at {@code /api}. Before that stands the prefix of all
 * addresses, which the page knows, so that the scripts are the same below every prefix.
 */
final class AddressRewriter implements ResourceTransformer {

  /** Our own script sets it. The blank keeps it from a word before it. */
  private static final String PREFIX = " chasquiPrefix+";

  @Override
  public Resource transform(
      HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
      throws IOException {
    Resource transformed = chain.transform(request, resource);
    String name = transformed.getFilename();
    if (name == null || !name.endsWith(".js")) {
      return transformed;
    }
    String script = rewrite(transformed.getContentAsString(StandardCharsets.UTF_8));
    return new TransformedResource(transformed, script.getBytes(StandardCharsets.UTF_8));
  }

  /** Only addresses that begin a string: those of other hosts stay as they are. */
  static String rewrite(String script) {
    return script
        .replace("\"/api/", "\"/dashboard/api/")
        .replace("\"/sse/", "\"/dashboard/sse/")
        .replace("\"/dashboard", PREFIX + "\"/dashboard");
  }
}
