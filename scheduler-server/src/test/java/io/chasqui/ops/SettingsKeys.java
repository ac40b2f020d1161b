package io.chasqui.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.json.JsonParserFactory;

/** Which configuration keys there are. */
public final class SettingsKeys {

  private static final Pattern PREFIX =
      Pattern.compile("@ConfigurationProperties\\(\"(chasqui\\.[a-z.-]+)\"\\)");
  private static final Pattern STRING = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
  private static final Pattern ANNOTATION =
      Pattern.compile("@\\w+(\\s*\\((?:[^()]|\\([^()]*\\))*\\))?");
  private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\s*\\(([^()]*)\\)");

  private SettingsKeys() {}

  /**
   * Our own, of all modules. They are read from the sources of the settings records, because the
   * workers are built after this module and leave nothing else to look at.
   */
  static Set<String> ours() {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Repository.root())) {
      files
          .filter(file -> file.toString().endsWith("Settings.java"))
          .filter(file -> file.toString().contains(Path.of("src", "main", "java").toString()))
          .forEach(file -> keys.addAll(keysOf(Repository.read(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  /** Those of Spring Boot, JobRunr and other libraries, by the metadata they bring along. */
  static Set<String> ofLibraries() {
    Set<String> keys = new TreeSet<>();
    try {
      String metadata = "META-INF/spring-configuration-metadata.json";
      ClassLoader loader = SettingsKeys.class.getClassLoader();
      for (URL url : Collections.list(loader.getResources(metadata))) {
        keys.addAll(namesIn(url));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keys.removeIf(key -> key.startsWith("chasqui."));
    return keys;
  }

  /** The key of ours that an environment variable sets. */
  public static String keyOf(String variable) {
    return ours().stream()
        .filter(key -> environmentForm(key).equals(variable))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(variable + " sets no key of ours"));
  }

  /** {@code chasqui.email.pool-size} as {@code CHASQUI_EMAIL_POOLSIZE}. */
  static String environmentForm(String key) {
    return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The keys that one source declares; none when it holds no settings of ours. */
  static Set<String> keysOf(String source) {
    Set<String> keys = new TreeSet<>();
    Matcher prefix = PREFIX.matcher(source);
    if (!prefix.find()) {
      return keys;
    }
    String code = STRING.matcher(source).replaceAll("\"\"");
    code = COMMENT.matcher(code).replaceAll("");
    code = ANNOTATION.matcher(code).replaceAll("");
    Map<String, List<String[]>> records = new HashMap<>();
    String first = "";
    Matcher record = RECORD.matcher(code);
    while (record.find()) {
      first = first.isEmpty() ? record.group(1) : first;
      records.put(record.group(1), components(record.group(2)));
    }
    collect(prefix.group(1), first, records, keys);
    return keys;
  }

  private static void collect(
      String prefix, String record, Map<String, List<String[]>> records, Set<String> keys) {
    for (String[] typeAndName : records.getOrDefault(record, List.of())) {
      String key = prefix + "." + kebab(typeAndName[1]);
      if (records.containsKey(typeAndName[0])) {
        collect(key, typeAndName[0], records, keys);
      } else {
        keys.add(key);
      }
    }
  }

  private static List<String[]> components(String declaration) {
    return Stream.of(declaration.replaceAll("<[^<>]*>", "").split(","))
        .map(String::strip)
        .map(component -> component.split("\\s+"))
        .filter(words -> words.length == 2)
        .toList();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
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
