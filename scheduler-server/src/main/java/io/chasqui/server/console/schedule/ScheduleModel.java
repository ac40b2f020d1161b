package io.chasqui.server.console.schedule;

import io.chasqui.server.console.Typed;
import java.util.Map;

/**
 * The form that schedules messages.
 *
 * @param typed what is in it
 * @param channels by their words
 * @param onUnknown what follows when nobody knows whether a message arrived, by their words
 */
public record ScheduleModel(
    Typed typed, Map<String, String> channels, Map<String, String> onUnknown) {}
