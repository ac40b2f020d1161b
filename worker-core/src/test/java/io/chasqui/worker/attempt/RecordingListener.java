package io.chasqui.worker.attempt;

import io.chasqui.delivery.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it hears of attempts. */
final class RecordingListener implements AttemptListener {

  private final List<String> heard = new ArrayList<>();

  List<String> heard() {
    return heard;
  }

  @Override
  public void begins() {
    heard.add("begins");
  }

  @Override
  public void tried(Outcome outcome) {
    heard.add("tried: " + outcome.kind());
  }

  @Override
  public void ended(FinishedAttempt attempt) {
    heard.add("ended: " + attempt.outcome().kind());
  }

  @Override
  public void recorded(FinishedAttempt attempt) {
    heard.add("recorded");
  }

  @Override
  public void notRecorded(FinishedAttempt attempt) {
    heard.add("not recorded");
  }

  @Override
  public void close() {
    heard.add("close");
  }
}
