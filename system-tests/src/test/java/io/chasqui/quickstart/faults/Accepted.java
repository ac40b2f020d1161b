package io.chasqui.quickstart.faults;

import java.time.Instant;

/**
 * A request to which the API has said yes.
 *
 * @param due as it was answered
 */
record Accepted(String id, Request request, Instant due) {}
