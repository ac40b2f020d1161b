package io.chasqui.server.status;

import io.chasqui.delivery.ProviderPauses;
import io.chasqui.delivery.ProviderPauses.Pause;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.audit.CurrentActor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  private final ProviderPauses pauses;
  private final Audit audit;
  private final CurrentActor current;

  PausedProviders(JdbcClient jdbc, Audit audit, CurrentActor current) {
    this.pauses = new ProviderPauses(jdbc);
    this.audit = audit;
    this.current = current;
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
   *
   * @return the pause as it was; empty when there is none any more
   */
  @Transactional
  public Optional<Pause> resume(String provider) {
    Optional<Pause> ended = pauses.end(provider);
    ended.ifPresent(pause -> audit.record(act("resumed", pause).with(Act.BEFORE, details(pause))));
    return ended;
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
