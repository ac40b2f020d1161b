package io.chasqui.quickstart.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of settings in a page. Each stands between two comments, the first of which names its
 * areas: {@code <!-- settings: chasqui.worker chasqui.storage.cache-size -->}. A key belongs to the
 * longest area that it begins with.
 */
final class SettingsTables {

  private static final Pattern TABLE =
      Pattern.compile(
          "(<!-- settings: ([a-z0-9. -]+) -->\n).*?(<!-- end of settings -->)", Pattern.DOTALL);

  private static final String HEAD =
      "| key | environment | default | meaning |\n| --- | --- | --- | --- |\n";

  private SettingsTables() {}

  /**
   * The page with its tables as the settings are.
   *
   * @throws IllegalStateException when a key has no table, or an area no key
   */
  static String write(String page, List<Setting> settings) {
    List<String> areas = areas(page);
    for (Setting setting : settings) {
      if (areas.stream().noneMatch(setting::isOf)) {
        throw new IllegalStateException(
            setting.name() + " has no table: add its area to a comment <!-- settings: … -->");
      }
    }
    return TABLE
        .matcher(page)
        .replaceAll(
            table ->
                Matcher.quoteReplacement(
                    table.group(1) + HEAD + rows(table, areas, settings) + table.group(3)));
  }

  private static List<String> areas(String page) {
    List<String> areas = new ArrayList<>();
    TABLE.matcher(page).results().forEach(table -> areas.addAll(List.of(areasOf(table))));
    return areas;
  }

  private static String[] areasOf(MatchResult table) {
    return table.group(2).split(" ");
  }

  private static String rows(MatchResult table, List<String> areas, List<Setting> settings) {
    StringBuilder rows = new StringBuilder();
    for (String area : areasOf(table)) {
      int before = rows.length();
      settings.stream()
          .filter(setting -> setting.isOf(area))
          .filter(setting -> areas.stream().noneMatch(other -> isCloser(other, area, setting)))
          .forEach(setting -> rows.append(setting.row()));
      if (rows.length() == before) {
        throw new IllegalStateException(area + " is the area of no key");
      }
    }
    return rows.toString();
  }

  private static boolean isCloser(String other, String area, Setting setting) {
    return other.length() > area.length() && setting.isOf(other);
  }
}
