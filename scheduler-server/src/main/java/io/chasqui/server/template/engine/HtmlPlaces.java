package io.chasqui.server.template.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where in HTML its tags stand: in its text and in quoted attributes an escaped value is only text,
 * elsewhere it is not. Reads HTML as a browser does, as far as that is needed to know where
 * something stands, and refuses what two browsers may read in two ways.
 *
 * <p>A section must end where it began, in the same attribute if it is in one: then what is behind
 * it stands where it stands, whether the section is there or not.
 */
public final class HtmlPlaces {

  /** What is in them is no text to a browser. */
  private static final Set<String> RAW = Set.of("script", "style");

  /** In them a browser reads by other rules. */
  private static final Set<String> REFUSED =
      Set.of(
          "svg",
          "math",
          "iframe",
          "xmp",
          "plaintext",
          "noscript",
          "noembed",
          "noframes",
          "template",
          "select",
          "frameset");

  /** What is in them is text alone, without elements: values, but no sections. */
  private static final Set<String> TEXT_ALONE = Set.of("title", "textarea");

  /** Their values are addresses. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "href",
          "src",
          "action",
          "formaction",
          "background",
          "cite",
          "poster",
          "data",
          "longdesc",
          "srcset",
          "ping",
          "manifest",
          "xlink:href",
          "usemap",
          "lowsrc",
          "dynsrc",
          "codebase");

  private static final Set<String> NEVER = Set.of("style", "srcdoc", "http-equiv", "content");

  /** What they load or say is no text, whatever their attributes are: no value stands in these. */
  private static final Set<String> WITHOUT_VALUES =
      Set.of("script", "style", "link", "base", "meta", "object", "embed", "applet", "param");

  /** How an address may begin before a value in it, so that none says by itself what is done. */
  private static final Pattern HARMLESS_BEGIN =
      Pattern.compile("(?:https?://|mailto:|[/?#]).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private enum State {
    TEXT,
    TAG,
    UNQUOTED,
    QUOTED,
    COMMENT,
    DECLARATION,
    RAW,
    TEXT_ALONE
  }

  /** Where something stands. */
  private record Where(State state, String element, String attribute, char quote) {}

  /** A section, where it begins, and whether in it names may mean something of its own. */
  private record Section(Where where, boolean holdsNames) {}

  private final String html;
  private final List<Tag> tags;
  private final Names names;
  private final List<TemplateFault> faults = new ArrayList<>();
  private final Deque<Section> sections = new ArrayDeque<>();
  private State state = State.TEXT;
  private String element = "";
  private String attribute = "";
  private char quote;

  /** What the value of an attribute says by itself, as far as it was read. */
  private final StringBuilder own = new StringBuilder();

  /** Whether a value is at its beginning in any case, so that its scheme is that value's. */
  private boolean beginsWithValue;

  private int sectionsAround;
  private int at;
  private int next;

  private HtmlPlaces(String html, List<Tag> tags, Names names) {
    this.html = html;
    this.tags = tags;
    this.names = names;
  }

  /**
   * What is wrong with where its tags stand.
   *
   * @param tags of it, in their order
   * @param names that it may use
   */
  public static List<TemplateFault> faults(String html, List<Tag> tags, Names names) {
    HtmlPlaces places = new HtmlPlaces(html, tags, names);
    places.read();
    return places.faults;
  }

  private void read() {
    while (at < html.length() && faults.isEmpty()) {
      if (next < tags.size() && tags.get(next).begin() == at) {
        Tag tag = tags.get(next++);
        judge(tag);
        at = tag.end();
      } else if (html.startsWith("{{!", at)) {
        comment();
      } else {
        step();
      }
    }
    if (faults.isEmpty() && state != State.TEXT) {
      fault("template.htmlUnfinished");
    }
  }

  /** It leaves nothing behind, so that what is around it stands together. */
  private void comment() {
    if (state == State.TEXT) {
      at = html.indexOf("}}", at) + 2;
    } else {
      fault("template.htmlPlace");
    }
  }

  private void judge(Tag tag) {
    boolean isOfText = state == State.TEXT_ALONE && tag.kind() == Tag.Kind.VALUE;
    if (state != State.TEXT && state != State.QUOTED && !isOfText) {
      faults.add(TemplateFault.at(tag, "template.htmlPlace"));
    } else if (tag.opens()) {
      boolean holdsNames = tag.kind() == Tag.Kind.SECTION && names.holdsNames(tag.name());
      sections.addLast(new Section(where(), holdsNames));
    } else if (tag.kind() == Tag.Kind.END) {
      Section section = sections.pollLast();
      if (section == null || !where().equals(section.where())) {
        faults.add(TemplateFault.at(tag, "template.htmlSection", tag.name()));
      }
    } else if (state == State.QUOTED) {
      judgeInAttribute(tag);
    }
  }

  private void judgeInAttribute(Tag tag) {
    if (attribute.startsWith("on")
        || NEVER.contains(attribute)
        || WITHOUT_VALUES.contains(element)) {
      faults.add(TemplateFault.at(tag, "template.htmlAttribute", attribute));
    } else if (ADDRESSES.contains(attribute)) {
      boolean mayMeanAnother = sections.stream().anyMatch(Section::holdsNames);
      if (mayMeanAnother || !names.isAddress(tag.name()) || !beginsHarmlessly()) {
        faults.add(TemplateFault.at(tag, "template.htmlAddress", tag.name(), attribute));
      }
      beginsWithValue |= own.toString().isBlank() && sections.size() == sectionsAround;
    }
  }

  /** In {@code javascript:} the best of addresses is more than one. */
  private boolean beginsHarmlessly() {
    String begin = own.toString().strip();
    return beginsWithValue || begin.isEmpty() || HARMLESS_BEGIN.matcher(begin).matches();
  }

  /** The element matters in an attribute alone: text is text wherever it is. */
  private Where where() {
    return state == State.TEXT
        ? new Where(state, "", "", ' ')
        : new Where(state, element, attribute, quote);
  }

  private void step() {
    switch (state) {
      case TEXT -> text();
      case TAG -> inTag();
      case UNQUOTED -> unquoted();
      case QUOTED -> quoted();
      case COMMENT -> until("-->", State.TEXT);
      case DECLARATION -> until(">", State.TEXT);
      case RAW -> raw();
      case TEXT_ALONE -> untilEndTag();
    }
  }

  private void text() {
    if (html.startsWith("<!-->", at) || html.startsWith("<!--->", at)) {
      at = html.indexOf('>', at) + 1;
    } else if (html.startsWith("<!--", at)) {
      at += 4;
      state = State.COMMENT;
    } else if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
      at += 2;
      state = State.DECLARATION;
    } else if (html.charAt(at) == '<') {
      openTag();
    } else {
      at++;
    }
  }

  private void openTag() {
    boolean closes = html.startsWith("</", at);
    int name = closes ? at + 2 : at + 1;
    int end = endOfName(name);
    if (end == name) {
      // A bracket before what is no letter is text, unless a value puts a letter there.
      if (closes || html.startsWith("{{", end)) {
        fault("template.htmlBracket");
      }
      at++;
      return;
    }
    if (html.startsWith("{{", end)) {
      fault("template.htmlPlace");
      return;
    }
    element = closes ? "/" : lower(html.substring(name, end));
    if (REFUSED.contains(element)) {
      fault("template.htmlElement", element);
      return;
    }
    at = end;
    state = State.TAG;
    attribute = "";
  }

  /** It begins with a letter, and all is of it up to what ends it, as browsers have it. */
  private int endOfName(int begin) {
    int end = begin;
    while (end < html.length()
        && (end > begin || isLetter(html.charAt(end)))
        && !endsName(html.charAt(end))
        && !html.startsWith("{{", end)) {
      end++;
    }
    return end;
  }

  private void inTag() {
    char c = html.charAt(at);
    if (c == '>') {
      at++;
      state = afterTag();
    } else if (isBlank(c)) {
      at++;
    } else if (c == '/') {
      at++;
      attribute = "";
    } else if (c == '"' || c == '\'' || c == '<' || c == '`') {
      fault("template.htmlQuote");
    } else if (c == '=' && attribute.isEmpty()) {
      fault("template.htmlQuote");
    } else if (c == '=') {
      value();
    } else {
      attribute = "";
      int begin = at;
      while (at < html.length()
          && "=>/\"'<`".indexOf(html.charAt(at)) < 0
          && !isBlank(html.charAt(at))
          && !html.startsWith("{{", at)) {
        at++;
      }
      attribute = lower(html.substring(begin, at));
    }
  }

  private void value() {
    at++;
    while (at < html.length() && isBlank(html.charAt(at))) {
      at++;
    }
    if (at < html.length() && (html.charAt(at) == '"' || html.charAt(at) == '\'')) {
      quote = html.charAt(at);
      at++;
      state = State.QUOTED;
      own.setLength(0);
      beginsWithValue = false;
      sectionsAround = sections.size();
    } else {
      state = State.UNQUOTED;
    }
  }

  private void unquoted() {
    char c = html.charAt(at);
    if (isBlank(c) || c == '>') {
      state = State.TAG;
      attribute = "";
    } else {
      at++;
    }
  }

  private void quoted() {
    if (html.charAt(at) == quote) {
      state = State.TAG;
      attribute = "";
    } else {
      own.append(html.charAt(at));
    }
    at++;
  }

  private void raw() {
    if (html.startsWith("<!--", at)) {
      fault("template.htmlScriptComment", element);
    } else {
      untilEndTag();
    }
  }

  private void untilEndTag() {
    if (isEndTag()) {
      at += 2 + element.length();
      element = "/";
      state = State.TAG;
      attribute = "";
    } else if (mayBecomeEndTag()) {
      fault("template.htmlBracket");
    } else {
      at++;
    }
  }

  /** In {@code </tit{{name}}} a value has the rest of it. */
  private boolean mayBecomeEndTag() {
    String end = "</" + element;
    int alike = 0;
    while (alike < end.length()
        && at + alike < html.length()
        && lower(html.charAt(at + alike)) == end.charAt(alike)) {
      alike++;
    }
    return alike > 0 && html.startsWith("{{", at + alike);
  }

  /** {@code </scripts} ends no script, and neither do letters that only look like its own. */
  private boolean isEndTag() {
    int end = at + 2 + element.length();
    return html.startsWith("</", at)
        && end < html.length()
        && lower(html.substring(at + 2, end)).equals(element)
        && endsName(html.charAt(end));
  }

  private void until(String end, State then) {
    if (html.startsWith(end, at)) {
      at += end.length();
      state = then;
    } else if (state == State.COMMENT && html.startsWith("--!>", at)) {
      at += 4;
      state = then;
    } else {
      at++;
    }
  }

  private State afterTag() {
    if (RAW.contains(element)) {
      return State.RAW;
    }
    return TEXT_ALONE.contains(element) ? State.TEXT_ALONE : State.TEXT;
  }

  /** As browsers compare names: other letters than those of ASCII are what they are. */
  private static String lower(String name) {
    StringBuilder lower = new StringBuilder(name);
    for (int i = 0; i < lower.length(); i++) {
      lower.setCharAt(i, lower(lower.charAt(i)));
    }
    return lower.toString();
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean endsName(char c) {
    return isBlank(c) || c == '/' || c == '>';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private void fault(String key, Object... arguments) {
    faults.add(TemplateFault.at(Place.of(html, Math.min(at, html.length())), key, arguments));
    at = html.length();
  }
}
