package io.chasqui.platform.config;

import java.beans.PropertyEditorSupport;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.config.CustomEditorConfigurer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Reads settings that are paths as paths of the file system. Spring would look on the class path
 * first: {@code /messages}, a folder of ours in there, could not be named, and a blank at the end
 * would be lost.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
class PathSettings {

  /** Before settings are bound. */
  @Bean
  static CustomEditorConfigurer plainPaths() {
    CustomEditorConfigurer configurer = new CustomEditorConfigurer();
    configurer.setCustomEditors(Map.of(Path.class, PlainPath.class));
    return configurer;
  }

  /** Public, with a public constructor, because Spring makes one for each value. */
  public static final class PlainPath extends PropertyEditorSupport {

    private static final String URI_PREFIX = "file:/";

    @Override
    public void setAsText(String text) {
      if (text.isEmpty()) {
        setValue(null);
      } else if (text.startsWith(URI_PREFIX)) {
        setValue(Path.of(URI.create(text)));
      } else {
        setValue(Path.of(text));
      }
    }
  }
}
