package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.notification.decision.ChannelChecks.Checked;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.recipient.ChannelAddress;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.preference.QuietTimes;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.RenderedMessage;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.RenderedMessage.Said;
import io.chasqui.server.template.Template;
import io.chasqui.server.template.TemplateLocaleSettings;
import io.chasqui.server.template.Whom;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is said by a channel: its template, rendered within the channel's bounds. */
@Component
class Wording {

  private final MessageRenderer renderer;
  private final QuietTimes clocks;
  private final TemplateLocaleSettings locales;

  Wording(MessageRenderer renderer, QuietTimes clocks, TemplateLocaleSettings locales) {
    this.renderer = renderer;
    this.clocks = clocks;
    this.locales = locales;
  }

  Checked of(
      Matter matter,
      Person person,
      Channel channel,
      ChosenTemplates templates,
      Trace trace,
      List<ChannelAddress> addresses) {
    RecipientProfile profile = person.entry().profile();
    Optional<Template> template = templates.find(matter.type().name(), channel, profile.locale());
    if (template.isEmpty() && channel != Channel.WEBHOOK) {
      trace.skip(Step.TEMPLATE, channel, "NO_TEMPLATE");
      return new Checked.Skipped(Step.TEMPLATE, List.of());
    }
    String locale = template.map(one -> one.id().locale()).orElse(locales.defaultLocale());
    trace.pass(Step.TEMPLATE, channel, template.isEmpty() ? null : locale);
    Whom whom = Whom.of(profile, clocks.zone(profile), locale);
    RenderedMessage message =
        template
            .map(one -> renderer.render(one, matter.occasion(), whom))
            .orElseGet(() -> renderer.renderUsualWebhook(matter.occasion(), whom));
    if (message instanceof Said said) {
      trace.pass(Step.RENDER, channel);
      String id = template.map(one -> one.id().toString()).orElse(null);
      return new Checked.Ready(new Worded(id, said.content()), addresses);
    }
    NotSaid fault = (NotSaid) message;
    trace.skip(Step.RENDER, channel, fault.reason().name());
    return new Checked.Skipped(
        Step.RENDER,
        List.of(new FieldProblem(fault.part(), "template." + fault.reason(), fault.name())));
  }
}
