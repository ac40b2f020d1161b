package io.chasqui.server.console.overview;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.console.ConsoleSection;
import io.chasqui.server.console.NavigationGroup;
import io.chasqui.server.console.OverviewCard;
import io.chasqui.server.console.OverviewCard.Fact;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Words;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.SystemStateQueries;
import java.time.Duration;
import java.util.Comparator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first page. */
@Configuration(proxyBeanMethods = false)
class OverviewSection {

  static final String PATH = "/console";
  static final String ID = "overview";

  /** So late is nothing that goes well. */
  private static final Duration LATE = Duration.ofMinutes(1);

  @Bean
  ConsoleSection overview() {
    return new ConsoleSection(
        ID, NavigationGroup.MESSAGES, 10, PATH, "console.overview.title", VIEWER);
  }

  @Bean
  Access overviewAccess() {
    return Access.of(person(GET, PATH, VIEWER));
  }

  /** How long the oldest delivery that is due has been waiting. */
  @Bean
  @Order(20)
  OverviewCard oldestDue(Reads reads, JdbcClient jdbc) {
    SystemStateQueries state = new SystemStateQueries(jdbc);
    return (viewer, words) ->
        oldestDue(
            reads.get(state::queues).stream()
                .map(QueueState::oldestDue)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO),
            words);
  }

  private static Fact oldestDue(Duration oldest, Words words) {
    return new Fact(
        words.text("console.overview.oldestDue"),
        oldest.isZero() ? words.text("console.none") : words.span(oldest),
        words.text("console.overview.oldestDue.note"),
        "/console/deliveries?status=QUEUED&status=RETRYING",
        oldest.compareTo(LATE) > 0);
  }
}
