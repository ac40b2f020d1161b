package io.chasqui.platform.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Stops the start for a key of ours in a file or an argument that no settings record has: Spring
 * would pass over it, and what was meant by it would have its default. Of what the environment and
 * the JVM's properties hold only that is told which is almost a key, because others write there
 * too: Kubernetes sets {@code CHASQUI_PORT} for a service of that name.
 *
 * <p>Applications share files. Each looks at its own keys, and leaves those of the others to them.
 */
public final class UnknownSettings implements BeanFactoryPostProcessor, Ordered {

  private static final Logger log = LoggerFactory.getLogger(UnknownSettings.class);
  private static final String OURS = "chasqui.";
  private static final String OUR_VARIABLES = "chasqui_";

  private final ConfigurableEnvironment environment;
  private final Set<String> areasOfAll = SettingAreas.all();

  public UnknownSettings(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /** Before whoever asks whether a key is set, which may have been misspelt. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Before any bean is made, and so before anything is done. */
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    List<SettingName> known = known(beans);
    List<String> problems = new ArrayList<>();
    for (var source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> listed) {
        look(listed, known, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSetting(
          String.join(System.lineSeparator(), problems),
          "Correct or remove it and start again; docs/configuration.md has every key.");
    }
  }

  private static List<SettingName> known(ConfigurableListableBeanFactory beans) {
    List<SettingName> known = new ArrayList<>();
    for (String name : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
      Class<?> type = beans.getType(name, false);
      ConfigurationProperties settings =
          beans.findAnnotationOnBean(name, ConfigurationProperties.class, false);
      if (type != null && type.isRecord() && settings != null) {
        known.addAll(SettingName.of(settings.value(), type));
      }
    }
    return known;
  }

  private void look(
      EnumerablePropertySource<?> source, List<SettingName> known, List<String> problems) {
    boolean isEnvironment = source instanceof SystemEnvironmentPropertySource;
    boolean isOthersToo =
        isEnvironment
            || source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    for (String name : source.getPropertyNames()) {
      String small = name.toLowerCase(Locale.ROOT);
      boolean isOurs = small.startsWith(isEnvironment ? OUR_VARIABLES : OURS);
      if (!isOurs || isKnown(name, known, isEnvironment) || isAnothers(small, known)) {
        continue;
      }
      Optional<SettingName> meant = meant(small, known);
      if (!isOthersToo) {
        problems.add(name + " is unknown" + meant.map(UnknownSettings::question).orElse("."));
      } else if (meant.isPresent()) {
        String right = isEnvironment ? meant.get().asVariable() : meant.get().name();
        log.warn("{} sets nothing; if {} is meant, correct it", name, right);
      }
    }
  }

  private static String question(SettingName meant) {
    return "; did you mean " + meant.name() + "?";
  }

  private static boolean isKnown(String name, List<SettingName> known, boolean isEnvironment) {
    String form = SettingName.inOneForm(name);
    return known.stream()
        .map(key -> isEnvironment ? key.environment() : key.dotted())
        .anyMatch(pattern -> pattern.matcher(form).matches());
  }

  /** A key of an area that this application has no settings of. */
  private boolean isAnothers(String small, Collection<SettingName> known) {
    Set<String> ours = known.stream().map(key -> area(key.name())).collect(Collectors.toSet());
    String area = area(small);
    return areasOfAll.contains(area) && !ours.contains(area);
  }

  private static String area(String key) {
    return key.split("[._\\[]", 3)[1];
  }

  private static Optional<SettingName> meant(String small, List<SettingName> known) {
    Stream<String> names = known.stream().map(SettingName::name).map(UnknownSettings::inArea);
    return NearestName.of(inArea(small), names.toList())
        .flatMap(name -> known.stream().filter(key -> inArea(key.name()).equals(name)).findFirst());
  }

  private static String inArea(String key) {
    return key.substring(OURS.length());
  }
}
