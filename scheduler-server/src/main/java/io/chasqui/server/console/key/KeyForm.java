package io.chasqui.server.console.key;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.key.KeysModel.Form;
import io.chasqui.server.key.ApiKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the form for a new key, and says what is wrong with it. */
final class KeyForm {

  private final Form form;
  private final List<String> faults = new ArrayList<>();
  private final Set<Scope> scopes = EnumSet.noneOf(Scope.class);
  private final @Nullable Instant expiresAt;

  /**
   * @param zone whose day it is that it expires on
   */
  KeyForm(Form form, ZoneId zone, Instant now, Words words) {
    this.form = form;
    form.scopes().forEach(word -> Scope.ofWord(word).ifPresent(scopes::add));
    this.expiresAt = expiresAt(zone, now, words);
    if (!form.name().isEmpty() && !ApiKeys.NAME.matcher(form.name()).matches()) {
      faults.add(words.text("console.apikey.fault.name"));
    }
    if (scopes.isEmpty() || scopes.size() < form.scopes().size()) {
      faults.add(words.text("console.apikey.fault.scopes"));
    }
  }

  private @Nullable Instant expiresAt(ZoneId zone, Instant now, Words words) {
    if (form.expires().isEmpty()) {
      return null;
    }
    try {
      Instant end = LocalDate.parse(form.expires()).atStartOfDay(zone).toInstant();
      if (end.isAfter(now)) {
        return end;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    faults.add(words.text("console.apikey.fault.expires"));
    return null;
  }

  /** Empty: nothing is wrong. */
  List<String> faults() {
    return faults;
  }

  /** Null: a name of its own. */
  @Nullable String name() {
    return form.name().isEmpty() ? null : form.name();
  }

  Set<Scope> scopes() {
    return scopes;
  }

  /** Null: never. */
  @Nullable Instant expiresAt() {
    return expiresAt;
  }
}
