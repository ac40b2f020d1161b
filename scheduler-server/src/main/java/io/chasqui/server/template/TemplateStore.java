package io.chasqui.server.template;

import io.chasqui.contract.delivery.Channel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where templates are kept. */
public interface TemplateStore {

  /** One; without a version the one that is active. */
  Optional<Template> find(TemplateId id);

  /** The same, which nobody changes until the transaction of the caller ends. */
  Optional<Template> hold(TemplateId id);

  /** Newest first, and one more than the limit where there are more. */
  List<Template> list(TemplateQuery query);

  /** The active ones of an event and channel, in these languages. */
  List<Template> active(String event, Channel channel, Collection<String> locales);

  /**
   * All others who make or activate one of this event, channel and language wait for the caller.
   */
  void lock(TemplateId id);

  /** The highest version that there is; 0: none. The caller has it locked. */
  int highestVersion(TemplateId id);

  /** Adds a draft. */
  void add(Template draft);

  /** Writes what a draft says, and who edited it. */
  void edit(Template draft);

  /**
   * Moves one on.
   *
   * @param by who; null: that is not kept of this step
   */
  void move(Template template, TemplateStatus to, @Nullable String by);
}
