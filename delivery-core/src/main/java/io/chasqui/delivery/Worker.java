package io.chasqui.delivery;

import java.util.UUID;

/**
 * One run of a worker process.
 *
 * @param id of this run; a process that is started again has another one
 * @param name for people, in the attempts it makes; at most 128 characters
 */
public record Worker(UUID id, String name) {}
