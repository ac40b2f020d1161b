package io.chasqui.server.template.engine;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.chasqui.server.template.engine.TagScanner.Scan;
import java.util.List;
import java.util.Map;

/** A text with tags, of which each value is escaped alike. It may be rendered by many at once. */
public final class TemplateText {

  private static final ThreadLocal<Budget> BUDGET = new ThreadLocal<>();
  private static final PlainCollector COLLECTOR = new PlainCollector(BUDGET);

  private final Template template;
  private final List<Tag> tags;

  private TemplateText(Template template, List<Tag> tags) {
    this.template = template;
    this.tags = tags;
  }

  /** What is wrong with a text as a template; empty: nothing. */
  public static List<TemplateFault> faults(String text) {
    return TagScanner.scan(text).faults();
  }

  /** Its tags in their order, as far as it is a template. */
  public static List<Tag> tags(String text) {
    return TagScanner.scan(text).tags();
  }

  /**
   * A text of which {@link #faults} finds none.
   *
   * @throws IllegalArgumentException when it does
   */
  public static TemplateText of(String text, Escaping escaping) {
    Scan scan = TagScanner.scan(text);
    if (!scan.faults().isEmpty()) {
      throw new IllegalArgumentException("not a template: " + scan.faults().get(0).messageKey());
    }
    Template template =
        Mustache.compiler()
            .withCollector(COLLECTOR)
            .withFormatter(Values::text)
            .withEscaper(escaping::apply)
            .emptyStringIsFalse(true)
            .compile(text);
    return new TemplateText(template, scan.tags());
  }

  /** In their order. */
  public List<Tag> tags() {
    return tags;
  }

  /**
   * What becomes of it.
   *
   * @param values maps, lists, texts, numbers and truths
   * @param atMost characters, in UTF-16 units
   * @param budget of the message
   */
  public Rendered render(Map<String, Object> values, int atMost, Budget budget) {
    BoundedWriter text = new BoundedWriter(atMost, budget);
    BUDGET.set(budget);
    try {
      template.execute(values, text);
      return new Rendered.Text(text.toString());
    } catch (RenderingStopped e) {
      return e.fault();
    } catch (MustacheException.Context e) {
      return new Rendered.Fault(Rendered.Reason.MISSING, e.key);
    } finally {
      BUDGET.remove();
    }
  }
}
