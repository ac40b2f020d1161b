package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.notification.decision.ChannelChecks.Checked;
import io.chasqui.server.notification.decision.Decided.Choice;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.event.EventType.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides by which channels an event is told to somebody, and when: docs/notifications.md. */
@Component
public class Decider {

  private final ChannelChecks checks;
  private final Slots slots;
  private final DecisionSettings settings;
  private final MessageRenderer renderer;

  Decider(ChannelChecks checks, Slots slots, DecisionSettings settings, MessageRenderer renderer) {
    this.checks = checks;
    this.slots = slots;
    this.settings = settings;
    this.renderer = renderer;
  }

  /**
   * Decides, and stores nothing.
   *
   * @param caps of the person, who is held, where the category has a cap; gets what is chosen
   * @param trace gets a line for each step
   */
  public Decided decide(
      Matter matter, Person person, CapBook caps, ChosenTemplates templates, Trace trace) {
    trace.pass(Step.RECIPIENT, null);
    trace.pass(Step.CATEGORY, null, matter.category().mandatory() ? "mandatory" : null);
    List<Channel> candidates = candidates(matter, person);
    trace.pass(Step.CANDIDATES, null, words(candidates));
    Round round = new Round(matter, person, caps, templates, trace);
    for (Channel channel : candidates) {
      if (round.isDone()) {
        break;
      }
      round.tryOut(channel);
    }
    return round.end();
  }

  /** The channels that may be tried, in their order. */
  public List<Channel> candidates(Matter matter, Person person) {
    List<Channel> left = new ArrayList<>(ordered(matter, person));
    left.removeAll(matter.used());
    return left;
  }

  private List<Channel> ordered(Matter matter, Person person) {
    if (!matter.asked().isEmpty()) {
      return matter.asked();
    }
    List<Channel> usual =
        matter.type().channels().isEmpty() ? settings.channels() : matter.type().channels();
    Set<Channel> order = new LinkedHashSet<>(person.preferences().order());
    order.retainAll(usual);
    order.addAll(usual);
    return List.copyOf(order);
  }

  private static @Nullable String words(List<Channel> channels) {
    return channels.isEmpty()
        ? null
        : channels.stream().map(Channel::name).collect(Collectors.joining(","));
  }

  /** One decision under way. */
  private final class Round {

    private final Matter matter;
    private final Person person;
    private final CapBook caps;
    private final ChosenTemplates templates;
    private final Trace trace;
    private final List<Choice> choices = new ArrayList<>();
    private final List<FieldProblem> errors = new ArrayList<>();
    private @Nullable Choice reserve;
    private @Nullable String dropped;
    private boolean isTooLate;
    private boolean lacksTemplate;

    Round(Matter matter, Person person, CapBook caps, ChosenTemplates templates, Trace trace) {
      this.matter = matter;
      this.person = person;
      this.caps = caps;
      this.templates = templates;
      this.trace = trace;
    }

    /** What a rule drops is dropped altogether, unless each channel is to be used. */
    boolean isDone() {
      return matter.type().strategy() == Strategy.FIRST && (!choices.isEmpty() || dropped != null);
    }

    void tryOut(Channel channel) {
      Checked checked = checks.check(matter, person, channel, templates, trace);
      if (checked instanceof Checked.Skipped skipped) {
        lacksTemplate |= skipped.step() == Step.TEMPLATE;
        errors.addAll(skipped.errors());
        return;
      }
      Checked.Ready ready = (Checked.Ready) checked;
      Slot slot = slots.of(matter, person, channel, caps, trace);
      Choice choice =
          new Choice(
              channel,
              slot.at(),
              ready.worded().template(),
              ready.worded().content(),
              ready.addresses());
      switch (slot.kind()) {
        case TAKEN -> choices.add(choice);
        case RESERVE -> reserve = reserve == null ? choice : reserve;
        case TOO_LATE -> isTooLate = true;
        case DROPPED -> dropped = slot.reason();
      }
    }

    Decided end() {
      if (choices.isEmpty() && dropped == null && reserve != null) {
        choices.add(reserve);
      }
      if (!choices.isEmpty()) {
        choices.forEach(this::choose);
        return new Decided.Chosen(choices);
      }
      Optional<String> given =
          Optional.ofNullable(dropped)
              .or(() -> isTooLate ? Optional.of("EXPIRED") : Optional.empty());
      if (given.isPresent()) {
        trace.stop(Step.CHOICE, null, given.get());
        return new Decided.Dropped(given.get());
      }
      String reason = reason();
      trace.stop(Step.CHOICE, null, reason);
      return new Decided.Impossible(reason, errors);
    }

    private void choose(Choice choice) {
      boolean isHeld = choice.at().isAfter(matter.at());
      trace.add(
          Step.CHOICE, choice.channel(), Verdict.CHOOSE, null, isHeld ? choice.at() : null, null);
      caps.add(
          person.entry().id(),
          matter.category().name(),
          List.of(new CapUse(choice.channel(), choice.at())));
    }

    /** Data, or the lack of a template, when nothing else stood against a channel. */
    private String reason() {
      if (!errors.isEmpty()) {
        return "INVALID_DATA";
      }
      return lacksTemplate || !renderer.hasAny(matter.type().name())
          ? "NO_TEMPLATE"
          : "NO_ENABLED_CHANNEL";
    }
  }
}
