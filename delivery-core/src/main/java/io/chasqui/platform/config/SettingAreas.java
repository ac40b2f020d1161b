package io.chasqui.platform.config;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What comes after {@code chasqui.} in the keys of all applications. Each area has a file of its
 * name, {@code settings/<area>.txt}, which says whose it is: an application does not have the
 * others' settings records on its class path.
 */
public final class SettingAreas {

  private static final String ALL = "classpath*:settings/*.txt";
  private static final String END = ".txt";

  private SettingAreas() {}

  /**
   * The areas of all applications, {@code email} and others.
   *
   * @throws IllegalStateException when they cannot be looked for
   */
  public static Set<String> all() {
    return Arrays.stream(files()).map(SettingAreas::area).collect(Collectors.toUnmodifiableSet());
  }

  private static String area(Resource file) {
    String name = Objects.requireNonNull(file.getFilename());
    return name.substring(0, name.length() - END.length());
  }

  private static Resource[] files() {
    try {
      return new PathMatchingResourcePatternResolver(SettingAreas.class.getClassLoader())
          .getResources(ALL);
    } catch (IOException e) {
      throw new IllegalStateException("The areas of settings cannot be looked for", e);
    }
  }
}
