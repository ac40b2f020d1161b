package io.chasqui.server.recipient.push.web;

import io.chasqui.contract.recipient.PushSubscriptionRequest;
import io.chasqui.delivery.push.PushKeys;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.UrlFault;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what browsers write. */
@Component
class PushSubscriptionFields {

  /** Of a URL as it goes on the wire. */
  private static final String VISIBLE_ASCII = "[\\x21-\\x7e]+";

  private final GuardedHttp http;

  PushSubscriptionFields(GuardedHttp http) {
    this.http = http;
  }

  record Given(String endpoint, PushKeys keys) {}

  /**
   * @throws InvalidRequest naming every field that is wrong
   */
  Given read(Written<PushSubscriptionRequest> written) {
    Fields fields = new Fields(written);
    PushSubscriptionRequest.BrowserKeys keys = written.request().keys();
    String endpoint = endpoint(fields, written.request().endpoint());
    if (keys == null) {
      fields.problem("keys", "field.required");
    }
    String p256dh =
        key(
            fields,
            "keys.p256dh",
            keys == null ? null : keys.p256dh(),
            "field.push.p256dh",
            PushKeys::p256dh);
    String auth =
        key(
            fields,
            "keys.auth",
            keys == null ? null : keys.auth(),
            "field.push.auth",
            PushKeys::auth);
    fields.requireValid(null);
    return new Given(endpoint, new PushKeys(p256dh, auth));
  }

  private String endpoint(Fields fields, @Nullable String written) {
    String given = fields.text("endpoint", Text.orNull(written)).orElse("");
    if (!given.isEmpty()) {
      Optional<UrlFault> fault =
          given.matches(VISIBLE_ASCII) ? http.faultOf(given) : Optional.of(UrlFault.MALFORMED);
      fault.ifPresent(one -> fields.problem("endpoint", keyOf(one)));
    }
    return given;
  }

  /** Which of them is missing is told as the whole object is there. */
  private static String key(
      Fields fields,
      String name,
      @Nullable String written,
      String problem,
      Function<String, Optional<String>> read) {
    String given = Text.orNull(written);
    Optional<String> key = given == null ? Optional.empty() : read.apply(given);
    if (key.isEmpty()) {
      fields.problem(name, given == null ? "field.required" : problem);
    }
    return key.orElse("");
  }

  private static String keyOf(UrlFault fault) {
    return switch (fault) {
      case MALFORMED -> "field.push.malformed";
      case TOO_LONG -> "field.push.tooLong";
      case HOLDS_USER -> "field.push.holdsUser";
      case NOT_HTTPS -> "field.push.notHttps";
      case ADDRESS_REFUSED -> "field.push.addressRefused";
    };
  }

  /**
   * An id in an address.
   *
   * @throws InvalidRequest when it is none
   */
  static UUID id(String name, String written) {
    return CanonicalUuid.parse(written)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem(name, "field.uuid")));
  }
}
