package io.chasqui.server.api.request;

import io.chasqui.contract.delivery.Channel;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Channels as callers write them, in any case: {@code EMAIL}, {@code Email}. */
public final class ChannelWords {

  private static final String ALL =
      Arrays.stream(Channel.values()).map(Channel::name).collect(Collectors.joining(", "));

  private ChannelWords() {}

  /** One of them. */
  public static Optional<Channel> find(@Nullable String word) {
    return Arrays.stream(Channel.values())
        .filter(one -> word != null && one.name().equalsIgnoreCase(word.strip()))
        .findFirst();
  }

  /** In their order, each once; what is none is a problem of the field. */
  public static Set<Channel> read(Fields fields, String field, List<@Nullable String> written) {
    Set<Channel> channels = new LinkedHashSet<>();
    for (String word : written) {
      Optional<Channel> channel = find(word);
      if (channel.isEmpty()) {
        fields.problem(field, "field.oneOf", ALL);
        return Set.of();
      }
      channels.add(channel.get());
    }
    return channels;
  }

  /** One that must be there. */
  public static Optional<Channel> read(Fields fields, String field, @Nullable String written) {
    Optional<Channel> channel = find(written);
    if (Text.orNull(written) == null) {
      fields.problem(field, "field.required");
    } else if (channel.isEmpty()) {
      fields.problem(field, "field.oneOf", ALL);
    }
    return channel;
  }
}
