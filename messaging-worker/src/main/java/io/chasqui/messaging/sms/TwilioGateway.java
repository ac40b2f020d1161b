package io.chasqui.messaging.sms;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.sms.SmsGatewaySettings;
import io.chasqui.messaging.sms.GatewayReply.Answered;
import io.chasqui.worker.AttemptJournal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Speaks Twilio's protocol of 2010-04-01: a message is accepted by 201 with its {@code sid}. What
 * is refused has a code, which says more than the status.
 */
final class TwilioGateway implements SmsGateway {

  /** Of messaging services; a sender id that begins alike has at most eleven characters. */
  private static final String SERVICE = "MG.{10,}";

  private static final int NONE = 0;

  private final HttpUrl url;
  private final String authorization;
  private final ShownSecrets secrets;
  private final String from;
  private final @Nullable String statusCallback;
  private final GatewayHttp http;

  /**
   * @param statusCallback where it is to tell what becomes of messages; null: nowhere
   */
  TwilioGateway(SmsGatewaySettings settings, @Nullable String statusCallback, GatewayHttp http) {
    String account = Objects.requireNonNull(settings.account());
    String password = Objects.requireNonNull(settings.password()).reveal();
    this.url =
        HttpUrl.get(String.valueOf(settings.url()))
            .newBuilder()
            .addPathSegments("2010-04-01/Accounts/" + account + "/Messages.json")
            .build();
    this.authorization = Credentials.basic(account, password, StandardCharsets.UTF_8);
    this.secrets = new ShownSecrets(password, authorization.substring("Basic ".length()));
    this.from = Objects.requireNonNull(settings.from());
    this.statusCallback = statusCallback;
    this.http = http;
  }

  @Override
  public Outcome send(Sms message, AttemptJournal journal) {
    return secrets.removedFrom(
        ReplyClassifier.outcomeOf(
            http.post(url, authorization, form(message), journal), TwilioGateway::outcomeOf));
  }

  private FormBody form(Sms message) {
    FormBody.Builder form =
        new FormBody.Builder(StandardCharsets.UTF_8)
            .add("To", message.phone().e164())
            .add(from.matches(SERVICE) ? "MessagingServiceSid" : "From", from)
            .add("Body", message.text());
    if (statusCallback != null) {
      form.add("StatusCallback", statusCallback);
    }
    return form.build();
  }

  private static Outcome outcomeOf(Answered answer) {
    JsonNode body = answer.body();
    String sid = body == null ? "" : body.path("sid").asText("");
    if (answer.status() == 201 && !sid.isBlank()) {
      return new Delivered(sid, null);
    }
    int code = answer.status() < 400 || body == null ? NONE : body.path("code").asInt(NONE);
    return byCode(code, answer, answer.words("message"));
  }

  private static Outcome byCode(int code, Answered answer, String words) {
    String said = code == NONE ? words : code + ": " + words;
    return switch (code) {
      case 20003 -> new ChannelFault(FailureCode.AUTHENTICATION_FAILED, said);
      case 20404, 21606, 30002 -> new ChannelFault(SmsFailure.ACCOUNT_REFUSED, said);
      case 20429, 14107, 30001 -> ReplyClassifier.rateLimited(said, answer.retryAfter());
      case 21211, 21214, 21217, 21614, 30005, 30006 ->
          new PermanentFailure(FailureCode.RECIPIENT_REJECTED, said, SuppressionReason.HARD_BOUNCE);
      case 21610 ->
          new PermanentFailure(
              SmsFailure.RECIPIENT_OPTED_OUT, said, SuppressionReason.STOP_KEYWORD);
      case 21617, 30007 -> new PermanentFailure(SmsFailure.MESSAGE_REJECTED, said);
      default -> ReplyClassifier.byStatus(answer, said, SmsFailure.MESSAGE_REJECTED);
    };
  }
}
