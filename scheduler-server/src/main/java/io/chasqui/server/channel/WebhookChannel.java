package io.chasqui.server.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.webhook.WebhookMessage;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.server.api.problem.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What may be sent as a webhook. */
@Component
class WebhookChannel implements TextChannel {

  /** Of what goes out, in UTF-8. */
  private static final int MOST_BYTES = 64 * 1024;

  /** Of what nobody has given another. */
  private static final String TYPE = "message";

  private final SecretBox secrets;
  private final ObjectMapper json;

  WebhookChannel(SecretBox secrets, ObjectMapper json) {
    this.secrets = secrets;
    this.json = json;
  }

  @Override
  public boolean isOn() {
    return secrets.isOn();
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  /** Its receiver knows a repetition by its id. */
  @Override
  public OnUnknown onUnknown() {
    return OnUnknown.RESEND;
  }

  @Override
  public MessageContent content(String message, Instant receivedAt) {
    return content(Map.of("message", message), receivedAt);
  }

  @Override
  public MessageContent content(CorrelationId correlationId, String message, Instant receivedAt) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("correlationId", correlationId.value());
    data.put("message", message);
    return content(data, receivedAt);
  }

  private MessageContent content(Map<String, Object> data, Instant receivedAt) {
    if (!secrets.isOn()) {
      throw new RequestRefused(ChannelProblems.CHANNEL_OFF, "channel", Channel.WEBHOOK.name());
    }
    String text = text(new WebhookMessage(TYPE, receivedAt, data));
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new RequestRefused(WebhookChannelProblems.WEBHOOK_TOO_LARGE, "bytes", bytes);
    }
    return MessageContent.ofWebhook(text);
  }

  private String text(WebhookMessage message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and a time can be written as JSON", e);
    }
  }
}
