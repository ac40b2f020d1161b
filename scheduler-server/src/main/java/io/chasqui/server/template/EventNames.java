package io.chasqui.server.template;

import io.chasqui.server.template.engine.Names;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.Variable;
import java.util.Set;

/** The names that templates of an event may use: the built-in ones, and what its data hold. */
record EventNames(EventType type) implements Names {

  static final String RECIPIENT = "recipient";
  static final String NOTIFICATION_ID = "notificationId";
  static final String EVENT = "event";
  static final String UNSUBSCRIBE_URL = "unsubscribeUrl";

  private static final String ATTRIBUTES = "recipient.attributes";
  private static final Set<String> BUILT_IN =
      Set.of("recipient.name", "recipient.locale", NOTIFICATION_ID, EVENT, UNSUBSCRIBE_URL);

  @Override
  public boolean has(String name) {
    if (isOfTheRecipient(name) || BUILT_IN.contains(name)) {
      return true;
    }
    String first = name.split("\\.")[0];
    Variable variable = type.variables().get(first);
    if (variable == null) {
      return !type.isWritten() && !first.equals(RECIPIENT);
    }
    return first.equals(name) || variable.type() == Variable.Type.OBJECT;
  }

  @Override
  public boolean isAddress(String name) {
    Variable variable = type.variables().get(name);
    return name.equals(UNSUBSCRIBE_URL)
        || !BUILT_IN.contains(name) && variable != null && variable.type() == Variable.Type.URI;
  }

  /** What is not declared may be anything. */
  @Override
  public boolean holdsNames(String name) {
    if (BUILT_IN.contains(name)) {
      return false;
    }
    Variable variable = type.variables().get(name);
    return variable == null
        || variable.type() == Variable.Type.LIST
        || variable.type() == Variable.Type.OBJECT;
  }

  private static boolean isOfTheRecipient(String name) {
    return name.equals(RECIPIENT) || name.equals(ATTRIBUTES) || name.startsWith(ATTRIBUTES + ".");
  }
}
