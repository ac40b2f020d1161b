package io.chasqui.messaging.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/** How urgent a message is to its device, which may sleep on (RFC 8030, section 5.3). */
final class Urgency {

  private static final String USUAL = "normal";
  private static final Set<String> ALL = Set.of("very-low", "low", USUAL, "high");

  private static final ObjectMapper json = new ObjectMapper();

  private Urgency() {}

  /** What the message says of itself; the usual one where it says nothing that is known. */
  static String of(String message) {
    try {
      String said = json.readTree(message).path("urgency").asText();
      return ALL.contains(said) ? said : USUAL;
    } catch (JsonProcessingException e) {
      return USUAL;
    }
  }
}
