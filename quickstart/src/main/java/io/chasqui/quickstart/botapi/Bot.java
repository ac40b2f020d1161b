package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;

/** A bot, known by the number before the colon of its token. */
record Bot(long id, String secret, UpdateQueue updates) {

  /** As the API describes it. */
  ObjectNode json() {
    return Json.object()
        .put("id", id)
        .put("is_bot", true)
        .put("first_name", "Chasqui quickstart")
        .put("username", "chasqui_" + id + "_bot");
  }
}
