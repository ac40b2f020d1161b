package io.chasqui.server.console.recipient;

import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.console.Typed;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.RecipientProfile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The form that changes a recipient: filled in with what there is, and read again. */
@Component
class EditPages {

  private final RecipientPages pages;
  private final RecipientParser parser;

  EditPages(RecipientPages pages, RecipientParser parser) {
    this.pages = pages;
    this.parser = parser;
  }

  /** With what is known. */
  ModelAndView fresh(DirectoryEntry entry, HttpServletRequest request) {
    return show(entry, filled(entry), HttpStatus.OK, request);
  }

  /** With what was typed, and what is wrong with it. */
  ModelAndView wrong(DirectoryEntry entry, Typed typed, HttpServletRequest request) {
    return show(entry, typed, HttpStatus.BAD_REQUEST, request);
  }

  private ModelAndView show(
      DirectoryEntry entry, Typed typed, HttpStatus status, HttpServletRequest request) {
    MaskedRecipient recipient = new MaskedRecipient(entry, true, true);
    return pages.below(
        "recipients/edit", recipient, new EditModel(recipient, typed), status, request);
  }

  private static Typed filled(DirectoryEntry entry) {
    RecipientProfile profile = entry.profile();
    Map<String, List<String>> values = new LinkedHashMap<>();
    put(values, "version", String.valueOf(entry.version()));
    put(values, "externalId", profile.externalId());
    put(values, "name", profile.name());
    put(values, "email", profile.email());
    put(values, "phone", profile.phone());
    put(values, "telegramChatId", profile.telegramChatId());
    put(values, "locale", profile.locale());
    put(values, "timeZone", profile.timeZone());
    put(values, "tags", String.join("\n", profile.tags()));
    put(values, "operatorCode", profile.givenOperatorCode());
    return Typed.of(values);
  }

  private static void put(Map<String, List<String>> values, String name, @Nullable String value) {
    values.put(name, value == null ? List.of() : List.of(value));
  }

  /** The version that the form was filled in from. */
  static IfMatch version(Typed typed) {
    return IfMatch.of("\"" + typed.value("version") + "\"");
  }

  /**
   * The profile that was asked for; attributes are not in the form, and stay.
   *
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  RecipientProfile read(Typed typed, RecipientProfile before) {
    RecipientRequest request =
        new RecipientRequest(
            null,
            typed.value("externalId"),
            typed.value("name"),
            typed.value("email"),
            typed.value("phone"),
            typed.value("telegramChatId"),
            typed.value("locale"),
            typed.value("timeZone"),
            typed.text("tags").lines().filter(tag -> !tag.isBlank()).toList(),
            typed.value("operatorCode"),
            before.attributes());
    Fields fields = new Fields(new Written<>(request, List.of()));
    RecipientProfile profile = parser.profile(fields, request);
    fields.requireValid(null);
    return profile;
  }
}
