package io.chasqui.contract.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says, as it goes out. What depends on the moment of sending is not among it.
 *
 * @param subject of an e-mail; absent: none
 * @param text plain; absent: none
 * @param html of an e-mail; absent: none
 * @param push the JSON of a push message, byte by byte; absent: it is none
 * @param webhook the JSON of a webhook, byte by byte; absent: it is none
 * @param sha256 of these five in their order, in UTF-8, with a zero byte between each and the next
 *     and nothing for what is absent: 64 hexadecimal digits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentView(
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable String push,
    @Nullable String webhook,
    String sha256) {}
