package io.chasqui.server.channel;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.sms.SmsLength;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.server.api.problem.RequestRefused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be sent as an SMS. */
@Component
class SmsChannel implements TextChannel {

  private final SmsSettings settings;

  SmsChannel(SmsSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean isOn() {
    return settings.isOn();
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  /** It may take so many parts, and is sent as it is. */
  @Override
  public @Nullable MessageContent content(String text, Instant receivedAt) {
    if (!settings.isOn()) {
      throw new RequestRefused(ChannelProblems.CHANNEL_OFF, "channel", Channel.SMS.name());
    }
    int segments = SmsLength.of(text).segments();
    if (segments > settings.maxSegments()) {
      throw new RequestRefused(ChannelProblems.SMS_TOO_LONG, "segments", segments);
    }
    return null;
  }

  /** A gateway that knows messages by their numbers is given it again, else a person decides. */
  @Override
  public OnUnknown onUnknown() {
    return settings.isIdempotent() ? OnUnknown.RESEND : OnUnknown.HOLD;
  }
}
