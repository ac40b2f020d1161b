package io.chasqui.server.status;

import io.chasqui.delivery.Decision;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.ProviderPauses;
import io.chasqui.delivery.ProviderPauses.Pause;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.audit.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people pause providers for all workers, and end pauses before their time. */
@Service
public class PausedProviders {

  /** Of what people say of a pause. */
  public static final int LONGEST_NOTE = 200;

  /** Of what the audit says what was done to it. */
  private static final String KIND = "PROVIDER";

  /** Of deliveries that met a pause: each worker has put off one batch. */
  private static final int MOST_PUT_OFF = 1_000;

  private final ProviderPauses pauses;
  private final Deliveries deliveries;
  private final Audit audit;
  private final CurrentActor current;
  private final Clock clock;

  PausedProviders(
      JdbcClient jdbc, Deliveries deliveries, Audit audit, CurrentActor current, Clock clock) {
    this.pauses = new ProviderPauses(jdbc);
    this.deliveries = deliveries;
    this.audit = audit;
    this.current = current;
    this.clock = clock;
  }

  /** All pauses that go on now. */
  public List<Pause> all() {
    return pauses.all();
  }

  /**
   * Pauses a provider for whoever acts now. One that a person paused before gets the new time and
   * note.
   *
   * @param provider its key, one that workers have told
   * @param note why, at most {@link #LONGEST_NOTE} characters
   * @return empty when it is paused until later already, and nothing was changed
   */
  @Transactional
  public Optional<Pause> pause(String provider, Duration length, String note) {
    String by = Objects.requireNonNullElse(current.get().name(), "nobody");
    Optional<Pause> begun = pauses.begin(provider, length, by, note);
    begun.ifPresent(pause -> audit.record(act("paused", pause).with(Act.AFTER, details(pause))));
    return begun;
  }

  /**
   * Ends a pause for all workers, whoever wanted it; each of them probes with one delivery first.
   * Deliveries that met the pause are due now, each as if that had been decided about it alone.
   *
   * @return the pause as it was; empty when there is none any more
   */
  @Transactional
  public Optional<Pause> resume(String provider) {
    Optional<Pause> ended = pauses.end(provider);
    ended.ifPresent(
        pause -> {
          bringForward(pause);
          audit.record(act("resumed", pause).with(Act.BEFORE, details(pause)));
        });
    return ended;
  }

  /** Those that somebody has in hand right now are left to them. */
  private void bringForward(Pause ended) {
    List<DeliveryId> putOff = pauses.putOffUntilItsEnd(ended, MOST_PUT_OFF);
    if (!putOff.isEmpty()) {
      Set<DeliveryId> free = deliveries.holdFree(Decision.RESCHEDULE, putOff);
      deliveries.decideAll(Decision.RESCHEDULE, List.copyOf(free), clock.instant());
    }
  }

  private static Act act(String done, Pause pause) {
    return Act.done("provider." + done, KIND, pause.provider());
  }

  private static Map<String, Object> details(Pause pause) {
    Map<String, Object> details = new HashMap<>();
    details.put("until", pause.until().toString());
    details.put("reason", pause.reason());
    if (pause.note() != null) {
      details.put("note", pause.note());
    }
    return details;
  }
}
