package io.chasqui.quickstart.sms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.time.Instant;

/**
 * A message that the gateway has taken.
 *
 * @param number by which the sender knows it
 * @param phone with its plus sign
 */
record CaughtSms(long number, String phone, String text, Instant at) {

  ObjectNode json() {
    return Json.object()
        .put("id", number)
        .put("phone", phone)
        .put("text", text)
        .put("at", at.toString());
  }
}
