package io.chasqui.server.channel.web;

import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.channel.ChannelProblems;
import io.chasqui.server.channel.SmsCallbacks;
import io.chasqui.server.channel.SmsStops;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What gateways call. Whoever is none of them is told nothing, and nothing is looked up for it. */
@RestController
class SmsCallbackController {

  /** TwiML: nothing is answered. */
  private static final String NO_ANSWER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>";

  private final SmsCallbacks callbacks;
  private final SmsStops stops;

  SmsCallbackController(SmsCallbacks callbacks, SmsStops stops) {
    this.callbacks = callbacks;
    this.stops = stops;
  }

  @PostMapping(
      path = "/callbacks/sms/{gateway}/status",
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void status(
      @PathVariable String gateway,
      @RequestHeader(name = "X-Twilio-Signature", required = false) @Nullable String signature,
      HttpServletRequest request)
      throws IOException {
    callbacks.statusOf(gateway, signedForm(gateway, signature, request));
  }

  @PostMapping(
      path = "/callbacks/sms/{gateway}/inbound",
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
      produces = MediaType.APPLICATION_XML_VALUE)
  String inbound(
      @PathVariable String gateway,
      @RequestHeader(name = "X-Twilio-Signature", required = false) @Nullable String signature,
      HttpServletRequest request)
      throws IOException {
    stops.heard(signedForm(gateway, signature, request));
    return NO_ANSWER;
  }

  private Map<String, List<String>> signedForm(
      String gateway, @Nullable String signature, HttpServletRequest request) throws IOException {
    if (signature == null || !callbacks.areAskedOf(gateway)) {
      // Nothing is read of whoever cannot be meant.
      throw new RequestRefused(ChannelProblems.NOT_SIGNED);
    }
    return FormBody.read(request.getInputStream().readAllBytes())
        .filter(form -> callbacks.isFrom(gateway, pathAndQuery(request), form, signature))
        .orElseThrow(() -> new RequestRefused(ChannelProblems.NOT_SIGNED));
  }

  private static String pathAndQuery(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
  }
}
