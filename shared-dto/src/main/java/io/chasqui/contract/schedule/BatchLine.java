package io.chasqui.contract.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the answer to a batch: what became of one item.
 *
 * @param index the item's place in the batch, from 0
 * @param jobId the delivery, and its job; with status {@code Scheduled} only
 * @param correlationId the item's, when it is a valid one
 * @param status what became of it
 * @param scheduledTime when it will be sent, at the earliest; with status {@code Scheduled} only
 * @param recipientAscii the e-mail address that is used, with its domain in ASCII; with status
 *     {@code Scheduled} only, and absent when it is the one that was given
 * @param jobIds all deliveries that were made, jobId first, of a recipient that is reached at
 *     several addresses; absent: there is one
 * @param errors why it was not scheduled; with every other status
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchLine(
    int index,
    @Nullable UUID jobId,
    @Nullable String correlationId,
    BatchItemStatus status,
    @Nullable Instant scheduledTime,
    @Nullable String recipientAscii,
    @Nullable List<UUID> jobIds,
    @Nullable List<FieldError> errors) {

  public BatchLine {
    jobIds = jobIds == null ? null : List.copyOf(jobIds);
    errors = errors == null ? null : List.copyOf(errors);
  }

  /**
   * The line of an item that was scheduled.
   *
   * @param jobIds at least one
   * @param recipientAscii null when the address is used as it was given
   */
  public static BatchLine scheduled(
      int index,
      List<UUID> jobIds,
      String correlationId,
      Instant scheduledTime,
      @Nullable String recipientAscii) {
    return new BatchLine(
        index,
        jobIds.get(0),
        correlationId,
        BatchItemStatus.SCHEDULED,
        scheduledTime,
        recipientAscii,
        jobIds.size() == 1 ? null : jobIds,
        null);
  }

  /**
   * @param status any but {@code SCHEDULED}
   */
  public static BatchLine refused(
      int index, @Nullable String correlationId, BatchItemStatus status, List<FieldError> errors) {
    return new BatchLine(index, null, correlationId, status, null, null, null, errors);
  }
}
