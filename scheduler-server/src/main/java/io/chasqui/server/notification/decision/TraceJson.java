package io.chasqui.server.notification.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Traces as they are stored: rounds, each with its time once and a short text for each line, {@code
 * PES DISABLED}: the letters of step, channel and verdict, then code, time and detail, {@code -}
 * where there is none. So one of five channels has a kilobyte.
 */
public final class TraceJson {

  /** Of the stored text; PostgreSQL adds a blank behind each comma and colon. */
  private static final int MOST_CHARACTERS = 3_600;

  private static final String NONE = "-";
  private static final Map<Channel, Character> LETTERS =
      Map.of(
          Channel.EMAIL, 'E',
          Channel.TELEGRAM, 'T',
          Channel.SMS, 'S',
          Channel.PUSH, 'P',
          Channel.WEBHOOK, 'W');
  private static final Map<Character, Channel> CHANNELS =
      LETTERS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  private static final Map<Character, Step> STEPS =
      Arrays.stream(Step.values()).collect(Collectors.toMap(Step::letter, Function.identity()));
  private static final Map<Character, Verdict> VERDICTS =
      Arrays.stream(Verdict.values())
          .collect(Collectors.toMap(Verdict::letter, Function.identity()));
  private static final ObjectMapper json = new ObjectMapper();

  private TraceJson() {}

  /** Of a trace that is too long the oldest lines go that only passed, then the oldest. */
  public static String write(List<DecisionStep> steps) {
    List<DecisionStep> kept = new ArrayList<>(steps);
    String text = text(kept);
    while (text.length() > MOST_CHARACTERS && kept.size() > 1) {
      kept.remove(
          kept.stream()
              .filter(step -> step.verdict() == Verdict.PASS)
              .findFirst()
              .map(kept::indexOf)
              .orElse(0)
              .intValue());
      text = text(kept);
    }
    return text;
  }

  private static String text(List<DecisionStep> steps) {
    ArrayNode rounds = JsonNodeFactory.instance.arrayNode();
    ObjectNode round = null;
    for (DecisionStep step : steps) {
      if (round == null || !isOf(round, step)) {
        round = rounds.addObject().put("at", step.at().toString()).put("round", step.round());
        round.putArray("steps");
      }
      ((ArrayNode) round.get("steps")).add(line(step));
    }
    return rounds.toString();
  }

  private static boolean isOf(ObjectNode round, DecisionStep step) {
    return round.path("at").asText().equals(step.at().toString())
        && round.path("round").asInt() == step.round();
  }

  private static String line(DecisionStep step) {
    Channel channel = step.channel();
    String letters = step.step().letter() + letter(channel) + step.verdict().letter();
    List<String> words = new ArrayList<>(List.of(letters));
    words.add(step.code() == null ? NONE : step.code());
    words.add(step.until() == null ? NONE : step.until().toString());
    words.add(step.detail() == null ? NONE : step.detail());
    while (words.get(words.size() - 1).equals(NONE)) {
      words.remove(words.size() - 1);
    }
    return String.join(" ", words);
  }

  private static String letter(@Nullable Channel channel) {
    return channel == null ? NONE : String.valueOf(LETTERS.get(channel));
  }

  /**
   * Reads what was written.
   *
   * @throws IllegalStateException when it is something else
   */
  public static List<DecisionStep> read(String text) {
    List<DecisionStep> steps = new ArrayList<>();
    try {
      for (JsonNode round : json.readTree(text)) {
        Instant at = Instant.parse(round.path("at").asText());
        for (JsonNode line : round.path("steps")) {
          steps.add(step(at, round.path("round").asInt(), line.asText()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trace that is stored cannot be read", e);
    }
    return steps;
  }

  private static DecisionStep step(Instant at, int round, String line) {
    String[] words = line.split(" ", 4);
    Step step = STEPS.get(words[0].charAt(0));
    Verdict verdict = VERDICTS.get(words[0].charAt(2));
    if (step == null || verdict == null) {
      throw new IllegalStateException("a line of a trace that nobody can read: " + line);
    }
    String until = word(words, 2);
    return new DecisionStep(
        at,
        round,
        step,
        CHANNELS.get(words[0].charAt(1)),
        verdict,
        word(words, 1),
        until == null ? null : Instant.parse(until),
        word(words, 3));
  }

  private static @Nullable String word(String[] words, int index) {
    return words.length <= index || words[index].equals(NONE) ? null : words[index];
  }
}
