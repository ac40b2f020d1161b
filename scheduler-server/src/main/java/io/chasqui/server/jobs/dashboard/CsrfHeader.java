package io.chasqui.server.jobs.dashboard;

/**
 * What a page sends with a request that changes something, to show that it is a page of ours.
 *
 * @param name of the header
 * @param token its value
 */
record CsrfHeader(String name, String token) {}
