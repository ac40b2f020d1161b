package io.chasqui.server.recipient.preference.web;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is wrong with fields is told at the Spanish address by their Spanish names. */
final class SpanishNames {

  private static final Map<String, String> OF =
      Map.ofEntries(
          Map.entry("emailEnabled", "emailHabilitado"),
          Map.entry("smsEnabled", "smsHabilitado"),
          Map.entry("pushEnabled", "pushHabilitado"),
          Map.entry("telegramEnabled", "telegramHabilitado"),
          Map.entry("webhookEnabled", "webhookHabilitado"),
          Map.entry("language", "idioma"),
          Map.entry("blockedChannels", "canalesBloqueados"),
          Map.entry("channelOrder", "ordenCanales"),
          Map.entry("categories", "categorias"),
          Map.entry("quietHours", "horarioSilencioso"),
          Map.entry("timeZone", "zonaHoraria"),
          Map.entry("channels", "canales"),
          Map.entry("from", "desde"),
          Map.entry("to", "hasta"));

  private SpanishNames() {}

  /** What comes of it, or its problems by those names. */
  static <T> T in(Supplier<T> request) {
    try {
      return request.get();
    } catch (InvalidRequest e) {
      throw new InvalidRequest(
          e.problems().stream().map(SpanishNames::renamed).toList(), e.correlationId());
    }
  }

  private static FieldProblem renamed(FieldProblem problem) {
    String field =
        Arrays.stream(problem.field().split("\\."))
            .map(name -> OF.getOrDefault(name, name))
            .collect(Collectors.joining("."));
    return new FieldProblem(field, problem.messageKey(), problem.arguments());
  }
}
