package io.chasqui.contract.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of one item of a batch. */
public enum BatchItemStatus {
  /** Stored, as a single request would be. */
  @JsonProperty("Scheduled")
  SCHEDULED,
  /** Wrong; to be corrected before it is sent again. */
  @JsonProperty("Invalid")
  INVALID,
  /** Right, but could not be stored; may be sent again as it is. */
  @JsonProperty("NotStored")
  NOT_STORED,
  /** The batch broke off here: neither this item nor any after it was read. */
  @JsonProperty("NotRead")
  NOT_READ
}
