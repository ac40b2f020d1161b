package io.chasqui.server.recipient.webhook.web;

import io.chasqui.contract.recipient.WebhookRegistration;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.UrlFault;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the body of a registration. */
@Component
class WebhookFields {

  private final GuardedHttp guarded;

  WebhookFields(GuardedHttp guarded) {
    this.guarded = guarded;
  }

  /**
   * A registration as it was given.
   *
   * @param secret null: none was
   */
  record Given(String url, @Nullable WebhookSecret secret) {}

  /**
   * @throws InvalidRequest naming every field that is wrong
   */
  Given of(Written<WebhookRegistration> written) {
    Fields fields = new Fields(written);
    String url = url(fields, written.request().url());
    WebhookSecret secret = secret(fields, written.request().secret());
    fields.requireValid(null);
    return new Given(url, secret);
  }

  private String url(Fields fields, @Nullable String written) {
    if (Text.orNull(written) == null) {
      fields.problem("url", "field.required");
      return "";
    }
    Optional<String> url = fields.text("url", written).map(String::strip);
    url.flatMap(guarded::faultOf).ifPresent(fault -> fields.problem("url", keyOf(fault)));
    return url.orElse("");
  }

  private static String keyOf(UrlFault fault) {
    return switch (fault) {
      case MALFORMED -> "field.webhook.malformed";
      case TOO_LONG -> "field.webhook.tooLong";
      case HOLDS_USER -> "field.webhook.holdsUser";
      case NOT_HTTPS -> "field.webhook.notHttps";
      case ADDRESS_REFUSED -> "field.webhook.addressRefused";
    };
  }

  private static @Nullable WebhookSecret secret(Fields fields, @Nullable String written) {
    String given = fields.text("secret", Text.orNull(written)).map(String::strip).orElse(null);
    if (given == null) {
      return null;
    }
    WebhookSecret secret = WebhookSecret.read(given).orElse(null);
    if (secret == null) {
      fields.problem("secret", "field.webhook.secret");
    }
    return secret;
  }
}
