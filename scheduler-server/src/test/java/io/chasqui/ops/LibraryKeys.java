package io.chasqui.ops;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.json.JsonParserFactory;

/** The configuration keys of Spring Boot, JobRunr and others, by the metadata that they bring. */
final class LibraryKeys {

  private LibraryKeys() {}

  static Set<String> all() throws IOException {
    Set<String> keys = new TreeSet<>();
    String metadata = "META-INF/spring-configuration-metadata.json";
    ClassLoader loader = LibraryKeys.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources(metadata))) {
      keys.addAll(namesIn(url));
    }
    keys.removeIf(key -> key.startsWith("chasqui."));
    return keys;
  }

  private static Set<String> namesIn(URL metadata) throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream content = metadata.openStream()) {
      Object properties =
          JsonParserFactory.getJsonParser()
              .parseMap(new String(content.readAllBytes(), StandardCharsets.UTF_8))
              .get("properties");
      for (Object property : (List<?>) properties) {
        names.add(String.valueOf(((Map<?, ?>) property).get("name")));
      }
    }
    return names;
  }
}
