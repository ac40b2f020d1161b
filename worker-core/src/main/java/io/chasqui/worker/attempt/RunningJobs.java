package io.chasqui.worker.attempt;

import io.chasqui.delivery.DeliveryId;
import java.util.List;
import java.util.function.Supplier;

/** The jobs that this process runs, as those who end their deliveries know them. */
public interface RunningJobs {

  /** Of a process that runs none. */
  RunningJobs NONE =
      new RunningJobs() {
        @Override
        public void succeed(List<DeliveryId> delivered) {
          // There are none.
        }

        @Override
        public <T> T whileNobodyWrites(Supplier<T> work) {
          return work.get();
        }
      };

  /**
   * Shows the jobs of deliveries as succeeded, in the transaction of the caller, which is a part of
   * {@link #whileNobodyWrites}. What does not run here, or was changed by others, is left alone.
   */
  void succeed(List<DeliveryId> delivered);

  /** Does something while nobody else in this process writes jobs that run. */
  <T> T whileNobodyWrites(Supplier<T> work);
}
