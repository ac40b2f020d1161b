package io.chasqui.server.recipient.web;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.Reading;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.AddressTexts;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.recipient.RecipientQuery;
import io.chasqui.server.recipient.SearchCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the filters of a search. */
@Component
class SearchParameters {

  private final PhoneNumbers phoneNumbers;

  SearchParameters(PhoneNumbers phoneNumbers) {
    this.phoneNumbers = phoneNumbers;
  }

  /**
   * @throws InvalidRequest naming every parameter that is wrong
   */
  RecipientQuery query(
      @Nullable String q,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String externalId,
      @Nullable String tag,
      @Nullable String operatorCode,
      @Nullable String locale,
      @Nullable String limit,
      @Nullable String cursor) {
    List<FieldProblem> problems = new ArrayList<>();
    String beginning = text("q", q, problems);
    RecipientQuery query =
        new RecipientQuery(
            beginning == null ? null : beginning.strip(),
            email(text("email", email, problems), problems),
            phone(text("phone", phone, problems), problems),
            text("externalId", externalId, problems),
            text("tag", tag, problems),
            text("operatorCode", operatorCode, problems),
            text("locale", locale, problems),
            cursor(Text.orNull(cursor), beginning != null, problems),
            PageQuery.read(limit, null, problems).limit());
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
    return query;
  }

  /** The database does not take a NUL, and nothing that is stored has a control character. */
  private static @Nullable String text(
      String field, @Nullable String value, List<FieldProblem> problems) {
    if (value != null && value.chars().anyMatch(Character::isISOControl)) {
      problems.add(new FieldProblem(field, "field.controlCharacterInFilter"));
      return null;
    }
    return Text.orNull(value);
  }

  private static @Nullable EmailAddress email(
      @Nullable String written, List<FieldProblem> problems) {
    return written == null ? null : read("email", EmailAddress.read(written.strip()), problems);
  }

  /** The plus sign of a number that was not escaped arrives as a blank. */
  private @Nullable PhoneNumber phone(@Nullable String written, List<FieldProblem> problems) {
    if (written == null) {
      return null;
    }
    boolean lostItsPlus = written.matches(" [0-9].*");
    return read("phone", phoneNumbers.read(lostItsPlus ? "+" + written : written), problems);
  }

  private static <T> @Nullable T read(
      String field, Reading<T> address, List<FieldProblem> problems) {
    if (!address.isGood()) {
      problems.add(new FieldProblem(field, AddressTexts.keyOf(address.fault())));
    }
    return address.found().orElse(null);
  }

  /** One of a search by a beginning says nothing of another. */
  private static @Nullable SearchCursor cursor(
      @Nullable String written, boolean isByBeginning, List<FieldProblem> problems) {
    if (written == null) {
      return null;
    }
    Optional<SearchCursor> cursor =
        SearchCursor.parse(written)
            .filter(one -> (one.order() != SearchCursor.Order.ID) == isByBeginning);
    if (cursor.isEmpty()) {
      problems.add(new FieldProblem("cursor", "field.cursor"));
    }
    return cursor.orElse(null);
  }
}
