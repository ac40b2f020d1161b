package io.chasqui.server.recipient.preference.web;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.recipient.PreferenceChanges;
import io.chasqui.contract.recipient.PreferencesView;
import io.chasqui.contract.recipient.PreferenciasView;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.preference.KnownPreferences;
import io.chasqui.server.recipient.preference.OwnQuietHours;
import io.chasqui.server.recipient.preference.PreferenceParser;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.preference.RecipientPreferences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address chooses the language of the answer; both take the names of both. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt("/api/preferencias")
@Tag(name = "preferences", description = "What recipients want")
class PreferenceController {

  static final String ADDRESS = "/api/preferences/{id}";
  static final String SPANISH = "/api/preferencias/{id}";

  private static final String CHANGED =
      "The recipient is not in the version that If-Match names. Nothing was changed.";
  private static final String ID = "The recipient's id";
  private static final String VERSION = "The ETag of the answer that this change is based on";
  private static final String WHAT_CHANGES =
      "What is absent stays as it is, and is at first enabled. A recipient that is not there is"
          + " added, without any address. Names of fields may be English or Spanish.";

  private final RecipientPreferences preferences;
  private final PreferenceParser fields;

  PreferenceController(RecipientPreferences preferences, PreferenceParser fields) {
    this.preferences = preferences;
    this.fields = fields;
  }

  @GetMapping(ADDRESS)
  @Answers(404)
  @Operation(operationId = "getPreferences", summary = "What a recipient wants")
  ResponseEntity<PreferencesView> find(@PathVariable @Parameter(description = ID) String id) {
    return answer(found(id));
  }

  @GetMapping(SPANISH)
  @Answers(404)
  @Operation(
      operationId = "getPreferencias",
      summary = "What a recipient wants, in Spanish",
      description = "As getPreferences.")
  ResponseEntity<PreferenciasView> findInSpanish(
      @PathVariable @Parameter(description = ID) String id) {
    return inSpanish(answer(found(id)));
  }

  @PutMapping(path = ADDRESS, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "201",
      description = "The recipient was added too",
      useReturnTypeSchema = true)
  @Answers(value = 409, when = "A recipient of this id is being erased. Nothing was changed.")
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "putPreferences",
      summary = "Change what a recipient wants",
      description = WHAT_CHANGES)
  ResponseEntity<PreferencesView> put(
      @PathVariable @Parameter(description = ID) String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<PreferenceChanges> request) {
    return answer(changed(id, ifMatch, request));
  }

  @PutMapping(path = SPANISH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "201",
      description = "The recipient was added too",
      useReturnTypeSchema = true)
  @Answers(value = 409, when = "A recipient of this id is being erased. Nothing was changed.")
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "putPreferencias",
      summary = "Change what a recipient wants, in Spanish",
      description = WHAT_CHANGES)
  ResponseEntity<PreferenciasView> putInSpanish(
      @PathVariable @Parameter(description = ID) String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<PreferenceChanges> request) {
    return inSpanish(answer(changed(id, ifMatch, request)));
  }

  private KnownPreferences found(String id) {
    return preferences.find(id(id)).orElseThrow(RecipientProblems::notFound);
  }

  private KnownPreferences changed(
      String id, @Nullable String ifMatch, Written<PreferenceChanges> request) {
    new Fields(request).requireValid(null);
    return preferences.change(
        id(id),
        known -> fields.applied(request, known),
        PreferenceParser.wanted(request.request()),
        IfMatch.of(ifMatch));
  }

  private static UUID id(String written) {
    return CanonicalUuid.parse(written)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem("id", "field.uuid")));
  }

  private static ResponseEntity<PreferencesView> answer(KnownPreferences known) {
    PreferencesView view = view(known);
    return ResponseEntity.status(known.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .eTag(IfMatch.etag(view.version()))
        .body(view);
  }

  private static ResponseEntity<PreferenciasView> inSpanish(
      ResponseEntity<PreferencesView> english) {
    PreferencesView view = english.getBody();
    return ResponseEntity.status(english.getStatusCode())
        .headers(english.getHeaders())
        .body(view == null ? null : PreferenciasView.of(view));
  }

  private static PreferencesView view(KnownPreferences known) {
    Preferences preferences = known.preferences();
    Map<String, PreferencesView.Category> categories = new LinkedHashMap<>();
    preferences
        .categories()
        .forEach(
            (name, one) ->
                categories.put(
                    name, new PreferencesView.Category(one.enabled(), words(one.channels()))));
    return new PreferencesView(
        known.recipient().id(),
        isEnabled(preferences, Channel.EMAIL),
        isEnabled(preferences, Channel.SMS),
        isEnabled(preferences, Channel.PUSH),
        isEnabled(preferences, Channel.TELEGRAM),
        isEnabled(preferences, Channel.WEBHOOK),
        known.recipient().profile().locale(),
        words(preferences.blocked()),
        words(preferences.order()),
        categories,
        quietHours(preferences.quietHours()),
        known.recipient().profile().timeZone(),
        known.recipient().version());
  }

  private static boolean isEnabled(Preferences preferences, Channel channel) {
    return !preferences.disabled().contains(channel);
  }

  private static PreferencesView.@Nullable QuietHours quietHours(@Nullable OwnQuietHours own) {
    return own == null
        ? null
        : new PreferencesView.QuietHours(
            words(own.channels()), own.hours().from().toString(), own.hours().to().toString());
  }

  private static List<String> words(Collection<Channel> channels) {
    return channels.stream().map(Channel::name).toList();
  }
}
