package io.chasqui.server.console;

import io.chasqui.server.api.problem.RequestRefused;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The sections that there are, as each of them says it. */
@Component
class Navigation {

  private static final Logger log = LoggerFactory.getLogger(Navigation.class);

  private final ObjectProvider<ConsoleSection> sections;

  Navigation(ObjectProvider<ConsoleSection> sections) {
    this.sections = sections;
  }

  /** What this person sees of it; a group of which they see nothing is left out. */
  List<Group> of(Viewer viewer) {
    return Arrays.stream(NavigationGroup.values())
        .map(group -> new Group(group, entries(group, viewer)))
        .filter(group -> !group.entries().isEmpty())
        .toList();
  }

  private List<Entry> entries(NavigationGroup group, Viewer viewer) {
    return sections.stream()
        .filter(section -> section.group() == group && viewer.is(section.role()))
        .sorted(Comparator.comparingInt(ConsoleSection::order))
        .map(section -> new Entry(section, count(section)))
        .toList();
  }

  /** A page that says that the database is away must be shown all the same. */
  private static Count count(ConsoleSection section) {
    try {
      return section.count().get();
    } catch (DataAccessException | TransactionException | RequestRefused e) {
      log.debug("What waits in {} could not be counted", section.id(), e);
      return Count.NONE;
    }
  }

  /** Sections under one heading. */
  record Group(NavigationGroup name, List<Entry> entries) {}

  /** A section, and how much waits there now. */
  record Entry(ConsoleSection section, Count count) {}
}
