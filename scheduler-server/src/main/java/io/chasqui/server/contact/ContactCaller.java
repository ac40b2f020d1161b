package io.chasqui.server.contact;

import io.chasqui.platform.CorrelationId;
import java.util.Locale;

/**
 * Who sent the form.
 *
 * @param address the network address, as the server or a trusted proxy sees it
 * @param requestId which the caller may have chosen
 * @param language in which the caller is answered
 */
public record ContactCaller(String address, CorrelationId requestId, Locale language) {}
