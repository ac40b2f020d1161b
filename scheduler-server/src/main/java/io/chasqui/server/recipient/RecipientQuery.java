package io.chasqui.server.recipient;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Which recipients a caller asks for; what is given must all be so.
 *
 * @param beginning of a name, an e-mail address or a phone, in any case
 * @param email equal but for the case of its domain
 * @param cursor of the page before; null: from the beginning on
 * @param limit at most so many
 */
public record RecipientQuery(
    @Nullable String beginning,
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    @Nullable String externalId,
    @Nullable String tag,
    @Nullable String operatorCode,
    @Nullable String locale,
    @Nullable SearchCursor cursor,
    int limit) {}
