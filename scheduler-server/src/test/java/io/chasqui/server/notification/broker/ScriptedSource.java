package io.chasqui.server.notification.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A broker that brings what it is told to bring, and tells what was asked of it. */
final class ScriptedSource implements MessageSource {

  final Queue<List<BrokerMessage>> brings = new ArrayDeque<>();
  final List<String> told = new ArrayList<>();
  boolean isAway;

  @Override
  public ConsumerName name() {
    return ConsumerName.RABBITMQ;
  }

  @Override
  public Wanted wanted() {
    return (event, message) -> true;
  }

  @Override
  public List<BrokerMessage> next() throws BrokerAway {
    refuseWhileAway();
    List<BrokerMessage> messages = brings.peek();
    return messages == null ? List.of() : messages;
  }

  @Override
  public void done(List<SetAside> dead) throws BrokerAway {
    refuseWhileAway();
    brings.remove();
    told.add("done " + dead.stream().map(one -> one.reason().name()).toList());
  }

  @Override
  public void giveBack() {
    told.add("given back");
  }

  @Override
  public void idle() throws InterruptedException {
    Thread.sleep(1);
  }

  @Override
  public Backlog backlog() throws BrokerAway {
    refuseWhileAway();
    return new Backlog(brings.size(), 2);
  }

  @Override
  public void close() {
    told.add("closed");
  }

  private void refuseWhileAway() throws BrokerAway {
    if (isAway) {
      throw new BrokerAway("nobody answers");
    }
  }
}
