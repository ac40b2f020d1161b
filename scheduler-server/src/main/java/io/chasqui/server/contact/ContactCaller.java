package io.chasqui.server.contact;

import java.util.Locale;

/**
 * Who sent the form.
 *
 * @param address the network address, as the server or a trusted proxy sees it
 * @param language in which the caller is answered
 */
public record ContactCaller(String address, Locale language) {}
