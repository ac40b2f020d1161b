package chasqui.testapp;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliverySender;
import io.chasqui.delivery.Outcome;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers with the outcomes it was given, then with Delivered; remembers what it was asked. */
public class ScriptedSender implements DeliverySender {

  private final List<ClaimedDelivery> sent = new CopyOnWriteArrayList<>();
  private final Queue<Function<ClaimedDelivery, Outcome>> script = new ConcurrentLinkedQueue<>();

  @Override
  public String channelKey() {
    return "test:peer";
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, AttemptJournal journal) {
    sent.add(delivery);
    Function<ClaimedDelivery, Outcome> next = script.poll();
    return next == null ? new Outcome.Delivered("peer-" + sent.size(), null) : next.apply(delivery);
  }

  public void willAnswer(Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      script.add(delivery -> outcome);
    }
  }

  public void willDo(Function<ClaimedDelivery, Outcome> behaviour) {
    script.add(behaviour);
  }

  public List<ClaimedDelivery> sent() {
    return sent;
  }
}
