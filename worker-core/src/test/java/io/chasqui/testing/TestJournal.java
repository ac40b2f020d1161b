package io.chasqui.testing;

import io.chasqui.worker.AttemptJournal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Allows everything, and remembers what it was told. */
public class TestJournal implements AttemptJournal {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile boolean refuses;

  @Override
  public void connected() {
    told.add("connected");
  }

  @Override
  public void beforeLastByte() throws Refused {
    told.add("asked");
    if (refuses) {
      throw new Refused("refused by the test");
    }
    told.add("allowed");
  }

  @Override
  public void answered() {
    told.add("answered");
  }

  /** Allows nothing from now on. */
  public TestJournal refusing() {
    refuses = true;
    return this;
  }

  public List<String> told() {
    return told;
  }
}
