package canary;

import org.springframework.util.StringUtils;

/** Breaks: the contract knows no framework. */
class KnowsSpring {

  boolean empty() {
    return StringUtils.hasText("");
  }
}
