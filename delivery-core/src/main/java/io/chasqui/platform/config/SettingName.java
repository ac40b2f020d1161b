package io.chasqui.platform.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.ResolvableType;

/**
 * A key that a settings record has, as it is documented: {@code chasqui.email.pool-size}.
 *
 * @param dotted matches what may be written for it in a file
 * @param environment matches what may be written for it in the environment, without underscores
 */
record SettingName(String name, Pattern dotted, Pattern environment) {

  private static final String INDEX = "[0]";

  /** Of one of several that have a name each, which is no key of ours. */
  private static final String NAME = "<name>";

  /** All keys of a record below its prefix, with those of the records in it. */
  static List<SettingName> of(String prefix, Class<?> settings) {
    List<SettingName> names = new ArrayList<>();
    collect(prefix, settings, names);
    return names;
  }

  private static void collect(String prefix, Class<?> settings, List<SettingName> names) {
    for (RecordComponent component : settings.getRecordComponents()) {
      String key = prefix + "." + kebab(component.getName());
      ResolvableType type = ResolvableType.forType(component.getGenericType());
      if (type.toClass().isRecord()) {
        collect(key, type.toClass(), names);
      } else if (Map.class.isAssignableFrom(type.toClass())) {
        collectValues(key, type.asMap().getGeneric(1).toClass(), names);
      } else if (Collection.class.isAssignableFrom(type.toClass())) {
        collectItems(key, type.asCollection().getGeneric(0).toClass(), names);
      } else {
        names.add(leaf(key, "", ""));
      }
    }
  }

  private static void collectValues(String key, Class<?> value, List<SettingName> names) {
    if (value.isRecord()) {
      collect(key + "." + NAME, value, names);
    } else {
      names.add(leaf(key, "[.\\[].+", ".+"));
    }
  }

  private static void collectItems(String key, Class<?> item, List<SettingName> names) {
    if (item.isRecord()) {
      collect(key + INDEX, item, names);
    } else {
      names.add(leaf(key, "(\\[\\d+\\])?", "\\d*"));
    }
  }

  private static SettingName leaf(String key, String dottedEnd, String environmentEnd) {
    String form = inOneForm(key);
    return new SettingName(
        key,
        Pattern.compile(
            form.replace(".", "\\.").replace(INDEX, "\\[\\d+\\]").replace(NAME, "[^.\\[\\]]+")
                + dottedEnd),
        Pattern.compile(
            form.replace(".", "").replace(INDEX, "\\d+").replace(NAME, ".+") + environmentEnd));
  }

  /** As Spring compares names: neither case nor dashes matter. */
  static String inOneForm(String key) {
    return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** {@code chasqui.email.pool-size} as {@code CHASQUI_EMAIL_POOLSIZE}. */
  String asVariable() {
    return name.replace("-", "").replaceAll("[.\\[\\]]+", "_").toUpperCase(Locale.ROOT);
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
