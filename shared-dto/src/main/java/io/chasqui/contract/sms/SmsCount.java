package io.chasqui.contract.sms;

/**
 * How long a text is as an SMS; the answer to a {@link SmsCountRequest}.
 *
 * @param encoding {@code GSM-7} when each character is in the alphabet of GSM 03.38 or its
 *     extension table, else {@code UCS-2}
 * @param characters in units of the encoding: of GSM-7 one of the extension table ({@code
 *     ^{}\[~]|€}) counts two; of UCS-2 a UTF-16 unit is one
 * @param segments how many parts it takes, each of which is paid for
 */
public record SmsCount(String encoding, int characters, int segments) {}
