package io.chasqui.server.recipient.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.contract.recipient.RecipientMergeRequest;
import io.chasqui.contract.recipient.RecipientPatch;
import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.JsonFault;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.RecipientProfile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the bodies of requests about one recipient. */
@Component
class RecipientFields {

  private final RecipientParser parser;
  private final ObjectMapper json;

  RecipientFields(RecipientParser parser, ObjectMapper json) {
    this.parser = parser;
    this.json = json;
  }

  /** A profile with the id that was given; null: none was. */
  record Given(@Nullable UUID id, RecipientProfile profile) {}

  /**
   * @throws InvalidRequest naming every field that is wrong
   */
  Given whole(Written<RecipientRequest> written) {
    Fields fields = new Fields(written);
    UUID id = fields.uuid("id", written.request().id());
    RecipientProfile profile = parser.profile(fields, written.request());
    fields.requireValid(null);
    return new Given(id, profile);
  }

  /**
   * @param id of the address, which the body may repeat
   * @throws InvalidRequest naming every field that is wrong
   */
  RecipientProfile whole(Written<RecipientRequest> written, UUID id) {
    Given given = whole(written);
    if (given.id() != null && !given.id().equals(id)) {
      throw new InvalidRequest(new FieldProblem("id", "field.otherId"));
    }
    return given.profile();
  }

  /**
   * A profile as a merge patch makes it.
   *
   * @throws InvalidRequest naming every field that is wrong
   */
  RecipientProfile patched(RecipientProfile profile, Written<RecipientPatch> written) {
    ObjectNode merged = merged(tree(profile), json.valueToTree(given(written.request())));
    try {
      RecipientRequest request = json.readerFor(RecipientRequest.class).readValue(merged);
      return whole(new Written<>(request, written.problems())).profile();
    } catch (JsonMappingException e) {
      throw new InvalidRequest(
          JsonFault.in(e).orElseGet(() -> new FieldProblem("body", "field.notAnObject")));
    } catch (IOException e) {
      throw new IllegalStateException("a tree is read without any input", e);
    }
  }

  /** RFC 7396, section 2. */
  private static ObjectNode merged(ObjectNode target, JsonNode patch) {
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      JsonNode value = member.getValue();
      if (value.isNull()) {
        target.remove(member.getKey());
      } else if (value.isObject()) {
        JsonNode before = target.get(member.getKey());
        ObjectNode object = before instanceof ObjectNode there ? there : target.objectNode();
        target.set(member.getKey(), merged(object, value));
      } else {
        target.set(member.getKey(), value);
      }
    }
    return target;
  }

  /** The fields that the patch has; what it does not have Jackson reads as null, not as a node. */
  private static Map<String, JsonNode> given(RecipientPatch patch) {
    Map<String, @Nullable JsonNode> fields = new LinkedHashMap<>();
    fields.put("externalId", patch.externalId());
    fields.put("name", patch.name());
    fields.put("email", patch.email());
    fields.put("phone", patch.phone());
    fields.put("telegramChatId", patch.telegramChatId());
    fields.put("locale", patch.locale());
    fields.put("timeZone", patch.timeZone());
    fields.put("tags", patch.tags());
    fields.put("operatorCode", patch.operatorCode());
    fields.put("attributes", patch.attributes());
    Map<String, JsonNode> given = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, value);
          }
        });
    return given;
  }

  private ObjectNode tree(RecipientProfile profile) {
    return json.valueToTree(
        new RecipientRequest(
            null,
            profile.externalId(),
            profile.name(),
            profile.email(),
            profile.phone(),
            profile.telegramChatId(),
            profile.locale(),
            profile.timeZone(),
            List.copyOf(profile.tags()),
            profile.givenOperatorCode(),
            profile.attributes()));
  }

  /**
   * Who is to become part of another.
   *
   * @throws InvalidRequest when it is no id
   */
  static UUID from(Written<RecipientMergeRequest> written) {
    Fields fields = new Fields(written);
    UUID from = fields.uuid("from", written.request().from());
    if (from == null && Text.orNull(written.request().from()) == null) {
      fields.problem("from", "field.required");
    }
    fields.requireValid(null);
    return Objects.requireNonNull(from);
  }

  /**
   * The id in an address.
   *
   * @throws InvalidRequest when it is none
   */
  static UUID id(String written) {
    return CanonicalUuid.parse(written)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem("id", "field.uuid")));
  }
}
