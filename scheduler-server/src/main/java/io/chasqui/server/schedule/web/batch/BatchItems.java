package io.chasqui.server.schedule.web.batch;

import io.chasqui.server.api.problem.InvalidRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The items of a batch, read one after the other. */
interface BatchItems {

  /**
   * The JSON of the next item, which may still be no request at all; null after the last.
   *
   * @throws InvalidRequest when there is no use in looking at the item; the next one can be read
   * @throws BatchAborted when neither this item nor any after it can be read
   * @throws IOException when the caller is gone
   */
  byte @Nullable [] next() throws IOException;
}
