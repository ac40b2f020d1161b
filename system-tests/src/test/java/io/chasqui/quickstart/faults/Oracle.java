package io.chasqui.quickstart.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says whether the promise was kept: what was accepted has ended; what was sent was accepted; sent
 * once, and once more only where the journal says that an attempt was cut off after the last byte;
 * not before its time, not after its deadline.
 */
final class Oracle {

  private static final Set<String> FINAL =
      Set.of("DELIVERED", "FAILED", "EXPIRED", "CANCELLED", "UNCERTAIN", "SUPPRESSED");

  private final Map<Accepted, JsonNode> journal;
  private final Map<String, List<Arrival>> arrivals;
  private final String domain;

  /**
   * @param journal what the API says of each delivery that was accepted
   * @param arrivals what the peers have seen
   * @param domain the right side of each Message-ID
   */
  Oracle(Map<Accepted, JsonNode> journal, List<Arrival> arrivals, String domain) {
    this.journal = journal;
    this.arrivals = arrivals.stream().collect(groupingBy(Arrival::recipient));
    this.domain = domain;
  }

  void findsThePromiseKept() {
    assertThat(violations()).isEmpty();
  }

  /** One line each; empty: the promise was kept. */
  List<String> violations() {
    List<String> violations = new ArrayList<>();
    journal.forEach(
        (accepted, delivery) ->
            violationsOf(accepted)
                .forEach(what -> violations.add(what + ": " + accepted + ", " + delivery)));
    Set<String> unasked = new HashSet<>(arrivals.keySet());
    journal.keySet().forEach(accepted -> unasked.remove(accepted.request().recipient()));
    unasked.forEach(recipient -> violations.add("sent without having been accepted: " + recipient));
    return violations;
  }

  /** How often a peer has seen it. */
  int copies(Accepted accepted) {
    return arrivals(accepted).size();
  }

  /** Attempts at it of which the journal says that they may have arrived. */
  long unknownAttempts(Accepted accepted) {
    return journal.get(accepted).path("attempts").findValuesAsText("outcome").stream()
        .filter("UNKNOWN"::equals)
        .count();
  }

  /** When the journal says that the first attempt at it was over. */
  Instant firstAttemptEndedAt(Accepted accepted) {
    return Instant.parse(journal.get(accepted).path("attempts").path(0).path("endedAt").asText());
  }

  String status(Accepted accepted) {
    return journal.get(accepted).path("status").asText();
  }

  /** For people. */
  String summary() {
    Map<String, Long> statuses =
        journal.values().stream()
            .collect(groupingBy(one -> one.path("status").asText(), TreeMap::new, counting()));
    return "%s; %d attempts of unknown outcome; %d deliveries came twice"
        .formatted(
            statuses,
            journal.keySet().stream().mapToLong(this::unknownAttempts).sum(),
            journal.keySet().stream().filter(accepted -> copies(accepted) > 1).count());
  }

  private List<String> violationsOf(Accepted accepted) {
    List<String> violations = new ArrayList<>();
    String status = status(accepted);
    boolean mayHaveArrived = unknownAttempts(accepted) > 0;
    int copies = copies(accepted);
    if (!FINAL.contains(status)) {
      violations.add("lost, or not ended");
    }
    if (copies > Math.min(accepted.request().channel().mostCopies, 1 + unknownAttempts(accepted))) {
      violations.add("sent too often, " + copies + " times");
    }
    if (copies == 0 && status.equals("DELIVERED")) {
      violations.add("said to be delivered, and was not");
    }
    if (copies > 0 && !status.equals("DELIVERED") && !mayHaveArrived) {
      violations.add("sent, and the journal does not know");
    }
    for (Arrival arrival : arrivals(accepted)) {
      violations.addAll(violationsOf(accepted, arrival));
    }
    return violations;
  }

  private List<String> violationsOf(Accepted accepted, Arrival arrival) {
    List<String> violations = new ArrayList<>();
    Instant deadline = accepted.request().deadline();
    if (arrival.begunAt().isBefore(accepted.due())) {
      violations.add("sent before its time, at " + arrival.begunAt());
    }
    if (deadline != null && arrival.completeAt().isAfter(deadline)) {
      violations.add("sent after its deadline, at " + arrival.completeAt());
    }
    if (!arrival.messageId().equals(messageId(accepted))) {
      violations.add("sent under another id, " + arrival.messageId());
    }
    return violations;
  }

  private String messageId(Accepted accepted) {
    return switch (accepted.request().channel()) {
      case EMAIL -> "<" + accepted.id() + "@" + domain + ">";
      case WEBHOOK -> accepted.id();
      case PUSH -> topic(accepted.id());
      case TELEGRAM, SMS -> "";
    };
  }

  /** RFC 8030 has at most 32 characters of the URL-safe alphabet. */
  private static String topic(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(digest).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Arrival> arrivals(Accepted accepted) {
    return arrivals.getOrDefault(accepted.request().recipient(), List.of());
  }
}
