package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The templates that are active, each looked for once for all that is decided together. */
public final class ChosenTemplates {

  private final MessageRenderer renderer;
  private final Map<Asked, Optional<Template>> found = new HashMap<>();

  /** For what is decided in one transaction. */
  public ChosenTemplates(MessageRenderer renderer) {
    this.renderer = renderer;
  }

  Optional<Template> find(String event, Channel channel, @Nullable String locale) {
    return Objects.requireNonNull(
        found.computeIfAbsent(
            new Asked(event, channel, locale),
            asked -> renderer.choose(asked.event(), asked.channel(), asked.locale())));
  }

  private record Asked(String event, Channel channel, @Nullable String locale) {}
}
