package io.chasqui.server.template.engine;

import java.util.Set;

/** Names that say what they are: {@code link…} is an address, {@code list…} holds names. */
record SomeNames(Set<String> others) implements Names {

  static final SomeNames NAMES = new SomeNames(Set.of("name", "amount", "yes", "recipient.name"));

  @Override
  public boolean has(String name) {
    return others.contains(name) || isAddress(name) || holdsNames(name);
  }

  @Override
  public boolean isAddress(String name) {
    return name.startsWith("link");
  }

  @Override
  public boolean holdsNames(String name) {
    return name.startsWith("list");
  }
}
