package canary.feature;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Breaks: nothing is used that stays vulnerable. */
class SendsServerSentEvents {

  SseEmitter events() {
    return new SseEmitter();
  }
}
