package io.chasqui.server.channel;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.sms.SmsLength;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.stereotype.Component;

/** What may be sent as an SMS. */
@Component
public class SmsChannel {

  private final SmsSettings settings;

  SmsChannel(SmsSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws RequestRefused when SMS is off, or when the text takes more parts than it may; it is
   *     never cut
   */
  public void requireSendable(String text) {
    if (!settings.isOn()) {
      throw new RequestRefused(ChannelProblems.CHANNEL_OFF, "channel", Channel.SMS.name());
    }
    int segments = SmsLength.of(text).segments();
    if (segments > settings.maxSegments()) {
      throw new RequestRefused(ChannelProblems.SMS_TOO_LONG, "segments", segments);
    }
  }

  /**
   * What is done with a message that may have been sent, where its request does not say: a gateway
   * that knows messages by their numbers is given it again, else a person decides.
   */
  public OnUnknown onUnknown() {
    return settings.isIdempotent() ? OnUnknown.RESEND : OnUnknown.HOLD;
  }
}
