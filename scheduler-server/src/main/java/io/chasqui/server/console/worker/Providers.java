package io.chasqui.server.console.worker;

import io.chasqui.delivery.ProviderPauses.Pause;
import io.chasqui.server.console.worker.WorkersModel.Provider;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.PausedProviders;
import io.chasqui.server.status.SystemStateQueries;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom messages go to: as live workers tell it, and those that are paused besides. */
@Component("consoleProviders")
class Providers {

  private final SystemStateQueries state;
  private final PausedProviders paused;

  Providers(JdbcClient jdbc, PausedProviders paused) {
    this.state = new SystemStateQueries(jdbc);
    this.paused = paused;
  }

  List<Provider> all() {
    Map<String, Pause> pauses =
        paused.all().stream()
            .collect(Collectors.toMap(Pause::provider, pause -> pause, (a, b) -> a, HashMap::new));
    List<Provider> all = new ArrayList<>();
    for (ChannelState channel : state.channels()) {
      all.add(provider(channel, pauses));
    }
    pauses.keySet().removeAll(all.stream().map(Provider::key).collect(Collectors.toSet()));
    pauses.values().stream().map(Providers::ofPauseAlone).forEach(all::add);
    return all;
  }

  /** Empty when nobody knows it: neither a live worker, nor a pause. */
  Optional<Provider> find(String key) {
    return all().stream().filter(one -> one.key().equals(key)).findFirst();
  }

  private static Provider provider(ChannelState channel, Map<String, Pause> pauses) {
    String key = channel.channelKey();
    return new Provider(
        key,
        path(key),
        channel.channel(),
        Standing.of(channel),
        channel.workers(),
        channel.away(),
        channel.consecutiveFailures(),
        channel.lastFailureCode(),
        pauses.get(key));
  }

  private static Provider ofPauseAlone(Pause pause) {
    String key = pause.provider();
    return new Provider(key, path(key), null, Standing.PAUSED, 0, 0, 0, null, pause);
  }

  /** Of a provider's page. */
  static String path(String key) {
    return WorkersSection.PATH + "/provider?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
  }
}
