package chasqui.testapp;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers with the outcomes it was given, then with Delivered; remembers what it was asked. */
public class ScriptedSender implements ChannelAdapter {

  private final Channel channel;
  private final ChannelPolicy policy;
  private final Provider provider;
  private final Map<String, Integer> mostInFlight = new ConcurrentHashMap<>();
  private final List<ClaimedDelivery> sent = new CopyOnWriteArrayList<>();
  private final Queue<Function<ClaimedDelivery, Outcome>> script = new ConcurrentLinkedQueue<>();
  private volatile Function<ClaimedDelivery, Outcome> otherwise = this::delivered;

  public ScriptedSender(Channel channel, ChannelPolicy policy, Provider provider) {
    this.channel = channel;
    this.policy = policy;
    this.provider = provider;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public ChannelPolicy policy() {
    return policy;
  }

  @Override
  public List<Provider> providers(String lane) {
    return List.of(lane.contains(":") ? providerOf(lane) : provider);
  }

  /** The provider of a lane that is not its channel's own. */
  public static Provider providerOf(String lane) {
    return new Provider("test:" + lane);
  }

  @Override
  public int mostInFlight(String lane) {
    return mostInFlight.getOrDefault(lane, Integer.MAX_VALUE);
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    sent.add(delivery);
    Function<ClaimedDelivery, Outcome> next = script.poll();
    return next == null ? otherwise.apply(delivery) : next.apply(delivery);
  }

  private Outcome delivered(ClaimedDelivery delivery) {
    return new Outcome.Delivered("peer-" + sent.size(), null);
  }

  /** What it does when the script is at its end. */
  public void otherwise(Function<ClaimedDelivery, Outcome> behaviour) {
    this.otherwise = behaviour;
  }

  public void deliversOtherwise() {
    otherwise(this::delivered);
  }

  public void allowsInFlight(String lane, int most) {
    mostInFlight.put(lane, most);
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
