package io.chasqui.worker.lane;

/** The right of one attempt to be at its peer; closed when the peer has answered. */
public final class PeerSlot implements AutoCloseable {

  /** For attempts that nobody counts. */
  public static final PeerSlot UNCOUNTED = new PeerSlot(true, () -> {});

  /** There was none in time. */
  static final PeerSlot NONE = new PeerSlot(false, () -> {});

  private final boolean isHad;
  private Runnable giveBack;

  private PeerSlot(boolean isHad, Runnable giveBack) {
    this.isHad = isHad;
    this.giveBack = giveBack;
  }

  static PeerSlot had(Runnable giveBack) {
    return new PeerSlot(true, giveBack);
  }

  /** Whether the attempt may begin. */
  public boolean isHad() {
    return isHad;
  }

  /** Lets another attempt begin. Once is enough; in the thread that has it. */
  @Override
  public void close() {
    giveBack.run();
    giveBack = () -> {};
  }
}
