package io.chasqui.contract.job;

import java.util.UUID;

/** The jobs of the {@code email} queue. */
public interface EmailJobs {

  /**
   * Makes one attempt at an e-mail delivery that a person waits for.
   *
   * @param delivery its id, which is also the id of the job
   */
  void deliver(UUID delivery);

  /**
   * Makes one attempt at an e-mail delivery of the band BULK.
   *
   * @param delivery its id, which is also the id of the job
   */
  void deliverBulk(UUID delivery);

  /**
   * Makes one attempt at each delivery of a mailing in a range, of the band BULK. The job has an id
   * of its own.
   *
   * @param first id of the first delivery of the range
   * @param last id of the last one, which belongs to it
   */
  void deliverChunk(UUID first, UUID last);
}
