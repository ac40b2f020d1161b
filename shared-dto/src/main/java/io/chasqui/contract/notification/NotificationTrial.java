package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.ContentView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of an event.
 *
 * @param wouldSend in Spanish enviaria, whether it would be told
 * @param reason in Spanish motivo, why it would not; null: it would be
 * @param channels in Spanish canales, by which it would be told
 * @param decisions in Spanish decisiones, why, line by line
 */
public record NotificationTrial(
    @JsonAlias("enviaria") boolean wouldSend,
    @JsonAlias("motivo") @Nullable String reason,
    @JsonAlias("canales") List<TriedChannel> channels,
    @JsonAlias("decisiones") List<DecisionView> decisions) {

  public NotificationTrial {
    channels = List.copyOf(channels);
    decisions = List.copyOf(decisions);
  }

  /**
   * A channel by which it would be told.
   *
   * @param channel in Spanish canal
   * @param scheduledTime in Spanish programadaPara, when at the earliest
   * @param templateId in Spanish plantillaId; null: a webhook needs none
   * @param content in Spanish contenido, what it would say
   */
  public record TriedChannel(
      @JsonAlias("canal") Channel channel,
      @JsonAlias("programadaPara") Instant scheduledTime,
      @JsonAlias("plantillaId") @Nullable String templateId,
      @JsonAlias("contenido") ContentView content) {

    /** Nothing of what it would say. */
    @Override
    public String toString() {
      return "TriedChannel[" + channel + "]";
    }
  }
}
