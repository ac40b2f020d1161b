package io.chasqui.server.console.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.schedule.ScheduleDesk.Checked;
import io.chasqui.server.console.schedule.ScheduleDesk.Scheduled;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form, what it comes to, and the result. */
@Hidden
@Controller("consoleScheduleController")
@RequestMapping(ScheduleSection.PATH)
class ScheduleController {

  private final Pages pages;
  private final ScheduleDesk desk;

  ScheduleController(Pages pages, ScheduleDesk desk) {
    this.pages = pages;
    this.desk = desk;
  }

  @GetMapping
  ModelAndView form(HttpServletRequest request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put(ScheduleForm.CHANNEL, List.of(Channel.EMAIL.name()));
    values.put(ScheduleForm.WHEN, List.of(ScheduleForm.NOW));
    values.put(ScheduleForm.KEY, List.of(UUID.randomUUID().toString()));
    values.put(ScheduleForm.CORRELATION_ID, List.of("console-" + UUID.randomUUID()));
    return show(Typed.of(values), HttpStatus.OK, request);
  }

  /** The second page: what goes to whom, and when. */
  @PostMapping("/check")
  ModelAndView check(HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    Checked checked = desk.check(Typed.of(request), viewer, words);
    @Nullable CheckModel model = checked.model();
    if (model == null) {
      return show(checked.typed(), HttpStatus.BAD_REQUEST, request);
    }
    return pages.show(
        new Page(
            "schedule/check",
            ScheduleSection.ID,
            words.text("console.schedule.check.title"),
            model));
  }

  @PostMapping
  ModelAndView schedule(HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    Typed typed = Typed.of(request);
    if (request.getParameter("back") != null) {
      return show(typed, HttpStatus.OK, request);
    }
    Scheduled scheduled = desk.schedule(typed, viewer, words);
    @Nullable String next = scheduled.next();
    if (next == null) {
      return show(scheduled.typed(), HttpStatus.BAD_REQUEST, request);
    }
    new Said(words.count("console.schedule.done", scheduled.number()), true).on(request);
    return Redirects.to(next, request);
  }

  private ModelAndView show(Typed typed, HttpStatus status, HttpServletRequest request) {
    Words words = pages.words(pages.viewer(request));
    ScheduleModel model = new ScheduleModel(typed, channels(words), onUnknown(words));
    return pages.show(
        new Page("schedule/form", ScheduleSection.ID, words.text("console.schedule.title"), model),
        status);
  }

  private static Map<String, String> channels(Words words) {
    Map<String, String> channels = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      channels.put(channel.name(), words.text("console.channel." + channel));
    }
    return channels;
  }

  private static Map<String, String> onUnknown(Words words) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", words.text("console.schedule.onUnknown.default"));
    choices.put("resend", words.text("console.schedule.onUnknown.resend"));
    choices.put("hold", words.text("console.schedule.onUnknown.hold"));
    return choices;
  }
}
