package io.chasqui.messaging.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.sms.SmsGatewaySettings;
import io.chasqui.messaging.sms.GatewayReply.Answered;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.http.OneShotBody;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;

/**
 * Speaks {@code POST {url}/send/{number}}: a message has a number, and is accepted by 200 with
 * {@code "code": 0} alone.
 */
final class ProbeGateway implements SmsGateway {

  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl base;
  private final String authorization;
  private final ShownSecrets secrets;
  private final GatewayHttp http;
  private final ObjectMapper json;

  ProbeGateway(SmsGatewaySettings settings, GatewayHttp http, ObjectMapper json) {
    this.base = HttpUrl.get(String.valueOf(settings.url()));
    String token = Objects.requireNonNull(settings.token()).reveal();
    this.authorization = "Bearer " + token;
    this.secrets = new ShownSecrets(token);
    this.http = http;
    this.json = json;
  }

  @Override
  public Outcome send(Sms message, AttemptJournal journal) {
    HttpUrl url = base.newBuilder().addPathSegments("send/" + message.number()).build();
    return secrets.removedFrom(
        ReplyClassifier.outcomeOf(
            http.post(url, authorization, new OneShotBody(JSON, body(message)), journal),
            ProbeGateway::outcomeOf));
  }

  private byte[] body(Sms message) {
    try {
      return json.writeValueAsBytes(Body.of(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text and numbers can be written as JSON", e);
    }
  }

  private static Outcome outcomeOf(Answered answer) {
    JsonNode code = answer.body() == null ? MissingNode.getInstance() : answer.body().path("code");
    String words = answer.words("message");
    if (answer.status() == 200 && code.isIntegralNumber()) {
      return code.bigIntegerValue().signum() == 0
          ? new Delivered(null, null)
          : new TemporaryFailure(SmsFailure.GATEWAY_CODE, "code " + code.asText() + ": " + words);
    }
    // It does not say whether it is the number or the text.
    return ReplyClassifier.byStatus(answer, words, FailureCode.RECIPIENT_REJECTED);
  }

  /**
   * As it goes out.
   *
   * @param phone its digits: a JSON number
   */
  private record Body(long id, long phone, String text) {

    static Body of(Sms message) {
      return new Body(
          message.number(), Long.parseLong(message.phone().e164().substring(1)), message.text());
    }
  }
}
