package io.chasqui.server.template.event.web;

import io.chasqui.contract.template.EventTypeRules.EventInput;
import io.chasqui.contract.template.EventTypeView;
import io.chasqui.contract.template.EventTypeView.VariableView;
import io.chasqui.server.api.request.Words;
import io.chasqui.server.template.event.EventType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Types of events as callers see them. */
final class EventTypeViews {

  private EventTypeViews() {}

  static EventTypeView view(EventType type) {
    Map<String, VariableView> variables = new LinkedHashMap<>();
    type.variables()
        .forEach(
            (name, one) ->
                variables.put(
                    name,
                    new VariableView(
                        Words.of(one.type()), one.required(), one.maxLength(), one.pii())));
    EventType.Input input = type.input();
    return new EventTypeView(
        type.name(),
        type.category(),
        type.channels(),
        Words.of(type.strategy()),
        Words.of(type.quietHours()),
        type.ttl().toString(),
        type.window().toString(),
        Words.of(type.idempotency()),
        variables,
        input == null
            ? null
            : new EventInput(
                input.recipient(), input.businessKey(), input.data(), input.occurredAt()),
        type.defaultLocale());
  }
}
