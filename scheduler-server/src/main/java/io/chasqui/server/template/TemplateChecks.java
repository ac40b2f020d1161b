package io.chasqui.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.template.TemplateError;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.engine.TemplateFault;
import io.chasqui.server.template.event.EventData;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventTypes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What a template must keep to be submitted, and to be used. */
@Component
class TemplateChecks {

  private final EventTypes types;
  private final MessageRenderer renderer;
  private final ProblemTexts texts;
  private final Clock clock;

  TemplateChecks(EventTypes types, MessageRenderer renderer, ProblemTexts texts, Clock clock) {
    this.types = types;
    this.renderer = renderer;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * @throws RequestRefused naming all that is wrong with it, and where
   */
  void require(Template template) {
    EventType type = types.rulesOf(template.id().event());
    List<PartFault> faults =
        new ArrayList<>(PartChecks.faults(template.parts(), new EventNames(type)));
    JsonNode sample = template.parts().sample();
    if (faults.isEmpty() && sample != null) {
      faults.addAll(withSample(template, type, sample));
    }
    refuse(faults);
  }

  /**
   * @throws RequestRefused naming all that is wrong with its parts, and where
   */
  void requireParts(Template template) {
    EventType type = types.rulesOf(template.id().event());
    refuse(PartChecks.faults(template.parts(), new EventNames(type)));
  }

  private void refuse(List<PartFault> faults) {
    if (!faults.isEmpty()) {
      Locale language = LocaleContextHolder.getLocale();
      throw new RequestRefused(
          TemplateProblems.INVALID_TEMPLATE,
          "errors",
          faults.stream().map(fault -> told(fault, language)).toList());
    }
  }

  /** Who is nobody has a name, so that only what the sample lacks is missing. */
  private List<PartFault> withSample(Template template, EventType type, JsonNode sample) {
    EventData data = EventData.read(type, sample);
    if (!data.problems().isEmpty()) {
      return data.problems().stream()
          .map(
              one ->
                  new PartFault(
                      one.field().replaceFirst("^data", "sample"),
                      new TemplateFault(1, 1, one.messageKey(), one.arguments())))
          .toList();
    }
    RenderedMessage rendered =
        renderer.render(template, occasion(template, data, null), nobody(template.id().locale()));
    return rendered instanceof NotSaid refusal
        ? List.of(
            new PartFault(
                refusal.part(),
                new TemplateFault(1, 1, "template." + refusal.reason(), List.of(refusal.name()))))
        : List.of();
  }

  /** That of a preview or a test. */
  Occasion occasion(Template template, EventData data, @Nullable UUID recipient) {
    return new Occasion(TimeUuid.fresh(), template.id().event(), clock.instant(), recipient, data);
  }

  /** Whom a template is shown for, where nobody is named. */
  static Whom nobody(String locale) {
    return new Whom("Name", locale, ZoneOffset.UTC, Map.of());
  }

  private TemplateError told(PartFault one, Locale language) {
    TemplateFault fault = one.fault();
    return new TemplateError(
        one.part(),
        fault.line(),
        fault.column(),
        texts.text(fault.messageKey(), language, fault.arguments().toArray()));
  }
}
