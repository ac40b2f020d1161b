package io.chasqui.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.preference.QuietTimes;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.RenderedMessage.Said;
import io.chasqui.server.template.event.EventData;
import io.chasqui.server.template.event.EventTypes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a template says, to be looked at. Nothing is stored. */
@Service
public class TemplatePreviews {

  private final TemplateChecks checks;
  private final MessageRenderer renderer;
  private final EventTypes types;
  private final Recipients recipients;
  private final QuietTimes clocks;
  private final String link;

  TemplatePreviews(
      TemplateChecks checks,
      MessageRenderer renderer,
      EventTypes types,
      Recipients recipients,
      QuietTimes clocks,
      UnsubscribeLinks links) {
    this.checks = checks;
    this.renderer = renderer;
    this.types = types;
    this.recipients = recipients;
    this.clocks = clocks;
    this.link = links.sample().orElse("");
  }

  /** The same as it will be read, with a link to unsubscribe that leads nowhere. */
  public MessageContent shown(
      Template template, @Nullable JsonNode data, @Nullable UUID recipient) {
    return of(template, data, recipient).with(part -> UnsubscribePlaceholder.filled(part, link));
  }

  /**
   * What a template says to somebody.
   *
   * @param data null: the template's sample
   * @param recipient of the directory; null: nobody, who is called {@code Name}
   * @throws RequestRefused when the template or the data have faults
   * @throws io.chasqui.server.api.problem.NotFound when the directory has no such recipient
   */
  MessageContent of(Template template, @Nullable JsonNode data, @Nullable UUID recipient) {
    checks.requireParts(template);
    Whom whom =
        recipient == null
            ? TemplateChecks.nobody(template.id().locale())
            : whom(
                recipients.find(recipient).orElseThrow(RecipientProblems::notFound),
                template.id().locale());
    RenderedMessage rendered =
        renderer.render(template, checks.occasion(template, data(template, data), recipient), whom);
    if (rendered instanceof Said said) {
      return said.content();
    }
    throw TemplateProblems.notSaid((NotSaid) rendered);
  }

  private Whom whom(DirectoryEntry recipient, String locale) {
    return Whom.of(recipient.profile(), clocks.zone(recipient.profile()), locale);
  }

  private EventData data(Template template, @Nullable JsonNode given) {
    JsonNode data =
        Optional.ofNullable(given)
            .filter(said -> !said.isNull())
            .or(() -> Optional.ofNullable(template.parts().sample()))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    EventData read = EventData.read(types.rulesOf(template.id().event()), data);
    if (!read.problems().isEmpty()) {
      throw new RequestRefused(TemplateProblems.INVALID_DATA, List.copyOf(read.problems()));
    }
    return read;
  }
}
