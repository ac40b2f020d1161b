package io.chasqui.server.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.server.template.RenderedMessage.NotSaid;
import io.chasqui.server.template.RenderedMessage.Reason;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventTypes;
import io.chasqui.server.template.event.Variable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** For those who make deliveries: which template is used for somebody, and what it says to them. */
@Service
public class MessageRenderer {

  private static final int MOST = 1_000;

  private final TemplateStore store;
  private final EventTypes types;
  private final SmsSettings sms;
  private final TemplateLocaleSettings locales;
  private final String link;
  private final Cache<Version, Optional<CompiledTemplate>> compiled =
      Caffeine.newBuilder().maximumSize(MOST).build();

  MessageRenderer(
      TemplateStore store,
      EventTypes types,
      SmsSettings sms,
      TemplateLocaleSettings locales,
      UnsubscribeLinks links) {
    this.store = store;
    this.types = types;
    this.sms = sms;
    this.locales = locales;
    this.link = links.sample().orElse("");
  }

  /**
   * The template that is active for an event and channel in somebody's language, that without its
   * region, the event's, or the installation's; the first of these.
   *
   * @param locale of the recipient, BCP 47; null: not known
   */
  public Optional<Template> choose(String event, Channel channel, @Nullable String locale) {
    List<String> chain =
        LocaleChain.of(locale, types.rulesOf(event).defaultLocale(), locales.defaultLocale());
    List<Template> active = store.active(event, channel, chain);
    return chain.stream()
        .flatMap(one -> active.stream().filter(found -> found.id().locale().equals(one)))
        .findFirst();
  }

  /**
   * What a template says to somebody. One that has faults by what its event's data are now, since
   * they were changed, says nothing.
   */
  public RenderedMessage render(Template template, Occasion occasion, Whom whom) {
    EventType type = types.rulesOf(template.id().event());
    Version version =
        new Version(template.key(), template.sha256(), type.isWritten(), type.variables());
    return Objects.requireNonNull(compiled.get(version, one -> compile(template, type)))
        .map(ready -> ready.render(new MessageValues(occasion, whom)))
        .orElseGet(() -> new NotSaid(Reason.INVALID_DATA, "template", template.id().toString()));
  }

  /** What a webhook says of an event that has no template for it. */
  public RenderedMessage renderUsualWebhook(Occasion occasion, Whom whom) {
    return new CompiledTemplate(Channel.WEBHOOK, TemplateParts.NONE, sms.maxSegments(), link)
        .render(new MessageValues(occasion, whom));
  }

  /** Whether an event has an active template, for whatever channel and in whatever language. */
  public boolean hasAny(String event) {
    return !store
        .list(new TemplateQuery(event, null, null, TemplateStatus.ACTIVE, null, 1))
        .isEmpty();
  }

  private Optional<CompiledTemplate> compile(Template template, EventType type) {
    return PartChecks.faults(template.parts(), new EventNames(type)).isEmpty()
        ? Optional.of(
            new CompiledTemplate(
                template.id().channel(), template.parts(), sms.maxSegments(), link))
        : Optional.empty();
  }

  /** What a template says, and what it may name; a type that is made anew counts from 1 again. */
  private record Version(
      UUID template, String sha256, boolean isWritten, Map<String, Variable> variables) {}
}
