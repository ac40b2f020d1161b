package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProviderCircuitBreakersTest {

  private static final Lane SMS = Lane.of(Channel.SMS);
  private static final Provider FIRST = new Provider("sms:first");
  private static final Provider SECOND = new Provider("sms:second");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ProviderCircuitBreakers breakers =
      new ProviderCircuitBreakers(new Gateways(), meters);

  @Test
  void aLaneIsShutWhenAllItsProvidersAre() {
    assertThat(breakers.of(SMS))
        .extracting(ProviderCircuitBreaker::provider)
        .containsExactly(FIRST, SECOND);
    assertThat(breakers.isShut(SMS)).isFalse();

    breakers.of(SMS).get(0).pause(Duration.ofMinutes(1));
    assertThat(breakers.isShut(SMS)).isFalse();
    assertThat(breakers.of(SMS).get(1).acquire(3)).isEqualTo(3);

    breakers.of(SMS).get(1).pause(Duration.ofMinutes(1));
    assertThat(breakers.isShut(SMS)).isTrue();
  }

  @Test
  void ofTooManyHostsTheLeastAskedForIsForgottenUnlessItFailed() {
    breakers.of(new Lane("push:dead")).get(0).pause(Duration.ofMinutes(1));
    breakers.of(new Lane("push:idle"));

    IntStream.range(0, ProviderCircuitBreakers.MOST)
        .forEach(i -> breakers.of(new Lane("push:host-" + i)));

    assertThat(breakers.all()).hasSize(ProviderCircuitBreakers.MOST);
    assertThat(breakers.all())
        .extracting(ProviderCircuitBreaker::provider)
        .contains(FIRST, SECOND, new Provider("push:dead"))
        .doesNotContain(new Provider("push:idle"));
  }

  @Test
  void metricsNameWhatSettingsNameAndOnlyCountHosts() {
    breakers.of(new Lane("push:https://a.example:443")).get(0).pause(Duration.ofMinutes(1));
    breakers.of(new Lane("push:https://b.example:443"));

    assertThat(meters.find("chasqui.channel.resting").gauges())
        .extracting(gauge -> gauge.getId().getTag("channel_key"))
        .containsExactlyInAnyOrder(FIRST.key(), SECOND.key());
    assertThat(meters.get("chasqui.channel.hosts.resting").gauge().value()).isEqualTo(1);
  }

  /** Two gateways for SMS, and a host for any other lane. */
  private static final class Gateways implements ChannelAdapter {

    private static final Map<String, List<Provider>> KNOWN =
        Map.of(SMS.name(), List.of(FIRST, SECOND));

    @Override
    public Channel channel() {
      return Channel.SMS;
    }

    @Override
    public ChannelPolicy policy() {
      Duration any = Duration.ofMinutes(1);
      return new ChannelPolicy(new RetrySchedule(List.of()), any, any, any, any);
    }

    @Override
    public List<Provider> providers(String lane) {
      return KNOWN.getOrDefault(lane, List.of(new Provider(lane)));
    }

    @Override
    public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
      return new Outcome.Delivered(provider.key(), null);
    }
  }
}
