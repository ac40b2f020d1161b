package io.chasqui.server.notification.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.Digests;
import io.chasqui.platform.IsoInstant;
import io.chasqui.platform.TextCut;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.notification.broker.MessageParser.Poison;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventType.Input;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a message says: by what its event's type says of where things are, else by the usual
 * names.
 */
final class MessageReader {

  private static final List<String> RECIPIENT =
      List.of("destinatarioId", "recipientId", "usuarioId", "userId");
  private static final List<String> KEY = List.of("clave", "businessKey");
  private static final List<String> DATA = List.of("datos", "data", "payload");
  private static final Input USUAL = new Input(null, null, null, null);

  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_ID = 255;

  /** What we tell others, which must never come back to us as something to tell. */
  private static final Pattern OURS =
      Pattern.compile(
          "Notificacion(Creada|Entregada|Fallida|Reintentada)|(delivery|alert)\\.[a-z]+");

  private final MessageParser parser = new MessageParser();
  private final Function<String, EventType> rules;

  /**
   * @param rules what holds for an event
   */
  MessageReader(Function<String, EventType> rules) {
    this.rules = rules;
  }

  /** Reads one. It may ask the database for what holds for the event. */
  Reading read(BrokerMessage message, Wanted wanted) {
    try {
      List<String> named =
          Stream.of(message.type(), message.routingKey()).filter(Objects::nonNull).toList();
      Optional<String> early = firstName(named);
      // Where everything is brought to us, most is not to be parsed.
      if (early.isPresent() && isPassedOver(early.get(), message, wanted)) {
        return new Reading.Ignored();
      }
      Envelope envelope = Envelope.of(parser.object(message.body()));
      Optional<String> name =
          early
              .or(() -> firstName(Stream.ofNullable(envelope.event()).toList()))
              .or(() -> firstName(Stream.ofNullable(message.topic()).toList()));
      if (name.isEmpty()) {
        throw new Poison(PoisonReason.NO_EVENT);
      }
      return isPassedOver(name.get(), message, wanted)
          ? new Reading.Ignored()
          : new Reading.Event(event(lastPart(name.get(), message, wanted), envelope, message));
    } catch (Poison e) {
      return new Reading.Unreadable(e.reason());
    }
  }

  private static Optional<String> firstName(List<String> candidates) {
    return candidates.stream()
        .map(MessageReader::withoutAssembly)
        .filter(name -> EventType.isName(afterLastMark(name)))
        .findFirst();
  }

  private static boolean isPassedOver(String name, BrokerMessage message, Wanted wanted) {
    String last = afterLastMark(name);
    return OURS.matcher(name).matches()
        || OURS.matcher(last).matches()
        || !wanted.isWanted(name, message) && !wanted.isWanted(last, message);
  }

  /** An event whose own name has a point in it is known by being asked for. */
  private static String lastPart(String name, BrokerMessage message, Wanted wanted) {
    String last = afterLastMark(name);
    boolean isWhole =
        !last.equals(name)
            && EventType.isName(name)
            && wanted.isWanted(name, message)
            && !wanted.isWanted(last, message);
    return isWhole ? name : last;
  }

  /** .NET names a type as {@code Payments.PagoConfirmado, Payments}. */
  private static String withoutAssembly(String name) {
    int comma = name.indexOf(',');
    return (comma < 0 ? name : name.substring(0, comma)).strip();
  }

  private static String afterLastMark(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }

  private IncomingEvent event(String event, Envelope envelope, BrokerMessage message)
      throws Poison {
    EventType type = rules.apply(event);
    Input input = Objects.requireNonNullElse(type.input(), USUAL);
    JsonNode written = envelope.message();
    return new IncomingEvent(
        message.source(),
        messageId(event, envelope, message),
        event,
        recipient(found(written, input.recipient(), RECIPIENT)),
        businessKey(found(written, input.businessKey(), KEY)),
        data(written, input, type),
        correlationId(envelope, message),
        occurredAt(written, input, message),
        Traceparent.read(message.traceparent()));
  }

  private static JsonNode found(JsonNode written, @Nullable String pointer, List<String> names) {
    return pointer == null ? FieldsByName.first(written, names) : FieldsByName.at(written, pointer);
  }

  private static UUID recipient(JsonNode value) throws Poison {
    return Optional.ofNullable(Envelope.text(value))
        .flatMap(CanonicalUuid::parse)
        .orElseThrow(() -> new Poison(PoisonReason.NO_RECIPIENT));
  }

  /** One that is longer than keys are is known by its digest, as well as by itself. */
  private static @Nullable String businessKey(JsonNode value) {
    String key = Envelope.text(value);
    return key == null || TextCut.length(key) <= LONGEST_KEY ? key : Digests.sha256Hex(key);
  }

  private static JsonNode data(JsonNode written, Input input, EventType type) {
    JsonNode data =
        input.data() == null ? usualData(written) : FieldsByName.at(written, input.data());
    if (data.isMissingNode() || data.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    return CamelCase.isPascal(written) ? CamelCase.named(data, type.variables().keySet()) : data;
  }

  private static JsonNode usualData(JsonNode written) {
    JsonNode data = FieldsByName.first(written, DATA);
    if (!data.isMissingNode()) {
      return data;
    }
    ObjectNode rest = written.deepCopy();
    Stream.of(RECIPIENT, KEY)
        .flatMap(List::stream)
        .flatMap(name -> Stream.of(name, FieldsByName.capitalized(name)))
        .forEach(rest::remove);
    return rest;
  }

  private static @Nullable CorrelationId correlationId(Envelope envelope, BrokerMessage message) {
    String written =
        message.correlationId() == null ? envelope.correlationId() : message.correlationId();
    return written != null && CorrelationId.isValid(written) ? new CorrelationId(written) : null;
  }

  private static @Nullable Instant occurredAt(
      JsonNode written, Input input, BrokerMessage message) {
    return Optional.ofNullable(input.occurredAt())
        .map(pointer -> Envelope.text(FieldsByName.at(written, pointer)))
        .flatMap(IsoInstant::parse)
        .orElse(message.sentAt());
  }

  /** An id in a body may be that of a payment, of which other events tell too. */
  private static String messageId(String event, Envelope envelope, BrokerMessage message) {
    if (message.id() != null && !message.id().isBlank()) {
      return bounded(message.id());
    }
    String written = envelope.id();
    return written == null ? digest(message) : bounded(event + ":" + written);
  }

  private static String bounded(String id) {
    boolean isStorable = id.length() <= LONGEST_ID && id.indexOf(0) < 0;
    return isStorable ? id : Digests.sha256Hex(id);
  }

  private static String digest(BrokerMessage message) {
    MessageDigest digest = Digests.sha256();
    digest.update(String.valueOf(message.routingKey()).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(message.body()));
  }
}
