package io.chasqui.benchmarks.noop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the driver what was sent: a line for each, recipient and microseconds since 1970. */
@RestController
class SentPage {

  private final NoOpSender sender;

  SentPage(NoOpSender sender) {
    this.sender = sender;
  }

  @GetMapping("/sent")
  String sent() {
    return sender.sent().stream()
        .map(sent -> sent.recipient() + " " + ChronoUnit.MICROS.between(Instant.EPOCH, sent.at()))
        .collect(Collectors.joining("\n"));
  }

  @GetMapping("/sent/count")
  String count() {
    return Integer.toString(sender.count());
  }

  @PostMapping("/sent/forget")
  void forget() {
    sender.forget();
  }
}
