package io.chasqui.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.util.StringUtils;

/**
 * The files that pages load. Each has the hash of what is in it in its name, so that a browser
 * keeps it for good and gets another one as soon as there is another.
 */
@Component
class Assets {

  static final String PATH = "/assets/";

  private static final String OURS = "classpath:/console/";
  private static final String HTMX = "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/";
  private static final int HASH_BYTES = 8;

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "css", MediaType.valueOf("text/css;charset=UTF-8"),
          "js", MediaType.valueOf("text/javascript;charset=UTF-8"),
          "svg", MediaType.valueOf("image/svg+xml"));

  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Asset> byFile = new HashMap<>();

  Assets() {
    try {
      add(OURS, "console.css");
      add(OURS, "console.js");
      add(OURS, "live.js");
      add(OURS, "status.svg");
      add(OURS, "icon.svg");
      add(HTMX, "htmx.min.js");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String folder, String name) throws IOException {
    Resource[] found =
        new PathMatchingResourcePatternResolver(Assets.class.getClassLoader())
            .getResources(folder + name);
    if (found.length != 1) {
      throw new IllegalStateException(found.length + " files " + folder + name);
    }
    byte[] content = found[0].getContentAsByteArray();
    String ending = Objects.requireNonNull(StringUtils.getFilenameExtension(name));
    String hash = HexFormat.of().formatHex(DigestUtils.md5Digest(content), 0, HASH_BYTES);
    String file = name.substring(0, name.length() - ending.length()) + hash + "." + ending;
    paths.put(name, PATH + file);
    byFile.put(
        file, new Asset(new ByteArrayResource(content), Objects.requireNonNull(TYPES.get(ending))));
  }

  /** The address of a file, without the server's prefix. */
  String path(String name) {
    return Objects.requireNonNull(paths.get(name), name);
  }

  /** What lies at an address; empty when nothing does, or does no more. */
  Optional<Asset> find(String file) {
    return Optional.ofNullable(byFile.get(file));
  }

  /** What a file has in it, and what that is. */
  record Asset(Resource content, MediaType type) {}
}
