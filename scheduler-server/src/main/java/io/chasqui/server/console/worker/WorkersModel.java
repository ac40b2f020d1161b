package io.chasqui.server.console.worker;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ProviderPauses.Pause;
import io.chasqui.delivery.SeenWorker;
import io.chasqui.server.status.QueueState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sends, and whom it sends to.
 *
 * @param workers those of the last hour
 * @param queues those that are in use
 * @param providers whom live workers send to, and those that are paused
 */
public record WorkersModel(
    List<SeenWorker> workers, List<QueueState> queues, List<Provider> providers) {

  public WorkersModel {
    workers = List.copyOf(workers);
    queues = List.copyOf(queues);
    providers = List.copyOf(providers);
  }

  /**
   * A provider.
   *
   * @param key of it
   * @param path of its page
   * @param channel null: it is paused, and no live worker tells of it
   * @param workers that tell of it
   * @param away of these, those that leave it alone or only probe it
   * @param failures in a row, the most of a worker
   * @param lastFailureCode of that; null: none failed
   * @param pause that goes on; null: none does
   */
  public record Provider(
      String key,
      String path,
      @Nullable Channel channel,
      Standing standing,
      int workers,
      int away,
      int failures,
      @Nullable String lastFailureCode,
      @Nullable Pause pause) {}
}
