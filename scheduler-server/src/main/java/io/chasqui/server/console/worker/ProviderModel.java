package io.chasqui.server.console.worker;

import io.chasqui.server.console.worker.WorkersModel.Provider;
import io.chasqui.server.status.PeerOfWorker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider, and what can be done about it.
 *
 * @param workers as each of them finds it
 * @param waiting leads to the deliveries that wait for its channel; null: its channel is not known
 * @param count how many these are, as the person reads it
 * @param lengths of pauses to choose from, as ISO 8601 has them
 * @param form what was typed
 * @param fault what is wrong with that, as the person reads it; empty: nothing
 * @param mayAct whether this person may pause it, and end its pause
 */
public record ProviderModel(
    Provider provider,
    List<Row> workers,
    @Nullable String waiting,
    String count,
    List<String> lengths,
    PauseForm form,
    String fault,
    boolean mayAct) {

  public ProviderModel {
    workers = List.copyOf(workers);
    lengths = List.copyOf(lengths);
  }

  /** How one worker finds it. */
  public record Row(PeerOfWorker peer, Standing standing) {}

  /**
   * What a person typed of a pause.
   *
   * @param length one of those to choose from
   * @param note why
   */
  public record PauseForm(String length, String note) {

    /** As it is at first. */
    static final PauseForm EMPTY = new PauseForm("PT1H", "");
  }
}
