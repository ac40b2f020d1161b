package io.chasqui.server.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every page has around its own: words, links, files, and who looks. */
public final class Frame {

  private final Viewer viewer;
  private final Words words;
  private final Page page;
  private final Surroundings around;

  Frame(Viewer viewer, Words words, Page page, Surroundings around) {
    this.viewer = viewer;
    this.words = words;
    this.page = page;
    this.around = around;
  }

  /**
   * What the request and the server add.
   *
   * @param prefix of all addresses
   * @param csrf of the forms of this page
   * @param sessionSeconds how long a session lasts of whoever does nothing; 0: there is none
   * @param now by the server's clock
   * @param said what is to be said of what was done before; null: nothing
   */
  record Surroundings(
      Assets assets,
      List<Navigation.Group> navigation,
      String prefix,
      String csrf,
      int sessionSeconds,
      Instant now,
      @Nullable Said said) {}

  /** The text of a key. */
  public String t(String key, Object... arguments) {
    return words.text(key, arguments);
  }

  /** Says numbers, times and texts. */
  public Words words() {
    return words;
  }

  /** Who looks. */
  public Viewer viewer() {
    return viewer;
  }

  /** The page's name. */
  public String title() {
    return page.title();
  }

  /** The pages above this one. */
  public List<Crumb> above() {
    return page.above();
  }

  /** An address of ours, as browsers reach it. */
  public String path(String path) {
    return around.prefix() + path;
  }

  /** The address of a file, with the hash of what is in it. */
  public String asset(String name) {
    return around.prefix() + around.assets().path(name);
  }

  /** The address of a shape of {@code status.svg}. */
  public String shape(Enum<?> status) {
    return shape(status.name().toLowerCase(Locale.ROOT));
  }

  /** The address of a shape by its name. */
  public String shape(String name) {
    return asset("status.svg") + "#" + name;
  }

  /** The token that a form sends along. */
  public String csrf() {
    return around.csrf();
  }

  /** How long the session lasts of whoever does nothing; 0: there is none, or it lasts for good. */
  public int sessionSeconds() {
    return around.sessionSeconds();
  }

  /** When the page was made. */
  public Instant now() {
    return around.now();
  }

  /** What is to be said of what was done on the page before. */
  public Optional<Said> said() {
    return Optional.ofNullable(around.said());
  }

  /** The headings of the navigation that this person sees. */
  public List<NavigationGroup> groups() {
    return around.navigation().stream().map(Navigation.Group::name).toList();
  }

  /** The sections under one of them. */
  public List<ConsoleSection> sections(NavigationGroup group) {
    return around.navigation().stream()
        .filter(one -> one.name() == group)
        .flatMap(one -> one.entries().stream())
        .map(Navigation.Entry::section)
        .toList();
  }

  /** Whether there is a section with this address that this person sees. */
  public boolean leadsTo(String path) {
    return groups().stream()
        .flatMap(group -> sections(group).stream())
        .anyMatch(section -> section.path().equals(path));
  }

  /** How much waits in a section, as a badge has it; null: nothing. */
  public @Nullable String badge(ConsoleSection section) {
    return around.navigation().stream()
        .flatMap(group -> group.entries().stream())
        .filter(entry -> entry.section().equals(section) && entry.count().number() > 0)
        .map(entry -> words.number(entry.count().number()) + (entry.count().isMore() ? "+" : ""))
        .findFirst()
        .orElse(null);
  }

  /** Whether this page is the section's. */
  public boolean isIn(ConsoleSection section) {
    return section.id().equals(page.section());
  }
}
