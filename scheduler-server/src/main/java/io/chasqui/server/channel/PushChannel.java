package io.chasqui.server.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.push.PushSettings;
import io.chasqui.server.api.problem.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What may be sent as a push message. */
@Component
public class PushChannel implements TextChannel {

  private final PushSettings settings;
  private final ObjectMapper json;

  PushChannel(PushSettings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
  }

  @Override
  public boolean isOn() {
    return settings.isOn();
  }

  @Override
  public Channel channel() {
    return Channel.PUSH;
  }

  /** A second copy takes the place of the first one on the device. */
  @Override
  public OnUnknown onUnknown() {
    return OnUnknown.RESEND;
  }

  /** The JSON that its service worker reads. */
  @Override
  public MessageContent content(String message, Instant receivedAt) {
    requireOn();
    String text = json(message);
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > MessageContent.LARGEST_PUSH) {
      throw new RequestRefused(ChannelProblems.PUSH_TOO_LARGE, "bytes", size);
    }
    return MessageContent.ofPush(text);
  }

  /**
   * What browsers subscribe for, in base64url.
   *
   * @throws RequestRefused when push is off
   */
  public String publicKey() {
    requireOn();
    return settings.keys().publicText();
  }

  private void requireOn() {
    if (!settings.isOn()) {
      throw new RequestRefused(ChannelProblems.CHANNEL_OFF, "channel", Channel.PUSH.name());
    }
  }

  private String json(String message) {
    try {
      return json.writeValueAsString(Map.of("body", message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text is JSON", e);
    }
  }
}
