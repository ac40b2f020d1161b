package io.chasqui.server.console.worker;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.ProviderPauses.Pause;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.worker.ProviderModel.PauseForm;
import io.chasqui.server.console.worker.ProviderModel.Row;
import io.chasqui.server.console.worker.WorkersModel.Provider;
import io.chasqui.server.status.PausedProviders;
import io.chasqui.server.status.SystemStateQueries;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows one provider, and pauses it for all workers, or ends its pause. */
@Hidden
@Controller
@RequestMapping(WorkersSection.PATH)
class ProviderController {

  private static final Logger log = LoggerFactory.getLogger(ProviderController.class);

  /** What people may choose of; their names are texts. */
  private static final List<String> LENGTHS = List.of("PT15M", "PT1H", "PT4H", "P1D", "P7D");

  /** So many deliveries that wait are counted of a state. */
  private static final int COUNTED = 99;

  private final Pages pages;
  private final Reads reads;
  private final Providers providers;
  private final PausedProviders paused;
  private final Deliveries deliveries;
  private final SystemStateQueries state;

  ProviderController(
      Pages pages,
      Reads reads,
      Providers providers,
      PausedProviders paused,
      Deliveries deliveries,
      JdbcClient jdbc) {
    this.pages = pages;
    this.reads = reads;
    this.providers = providers;
    this.paused = paused;
    this.deliveries = deliveries;
    this.state = new SystemStateQueries(jdbc);
  }

  @GetMapping("/provider")
  ModelAndView provider(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
    return page(find(key), PauseForm.EMPTY, "", HttpStatus.OK, request);
  }

  /**
   * @param length one of those to choose from
   * @param note why
   */
  @PostMapping("/pause")
  ModelAndView pause(
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String length,
      @RequestParam(defaultValue = "") String note,
      HttpServletRequest request) {
    Provider provider = find(key);
    PauseForm form = new PauseForm(length, note.strip());
    Words words = pages.words(pages.viewer(request));
    Optional<String> fault = fault(form);
    if (fault.isPresent()) {
      String text =
          words.text("console.workers.fault." + fault.get(), PausedProviders.LONGEST_NOTE);
      return page(provider, form, text, HttpStatus.BAD_REQUEST, request);
    }
    Optional<Pause> begun = paused.pause(key, Duration.parse(length), form.note());
    if (begun.isEmpty()) {
      String text = words.text("console.workers.fault.pausedForLonger");
      return page(find(key), form, text, HttpStatus.CONFLICT, request);
    }
    log.info("{} was paused by a person", key);
    String until = words.moment(begun.get().until());
    new Said(words.text("console.workers.paused", key, until), true).on(request);
    return Redirects.to(provider.path(), request);
  }

  private static Optional<String> fault(PauseForm form) {
    String note = form.note();
    if (!LENGTHS.contains(form.length())) {
      return Optional.of("length");
    }
    boolean isOneLine = note.chars().noneMatch(Character::isISOControl);
    return !note.isEmpty() && note.length() <= PausedProviders.LONGEST_NOTE && isOneLine
        ? Optional.empty()
        : Optional.of("note");
  }

  @PostMapping("/resume")
  ModelAndView resume(@RequestParam(defaultValue = "") String key, HttpServletRequest request) {
    Provider provider = find(key);
    Words words = pages.words(pages.viewer(request));
    boolean isEnded = paused.resume(key).isPresent();
    if (isEnded) {
      log.info("The pause of {} was ended by a person", key);
    }
    String said = isEnded ? "console.workers.resumed" : "console.workers.notPaused";
    new Said(words.text(said, key), isEnded).on(request);
    // Where no live worker tells of it there is no page of it any more.
    return Redirects.to(
        provider.channel() == null ? WorkersSection.PATH : provider.path(), request);
  }

  private Provider find(String key) {
    return reads.get(() -> providers.find(key)).orElseThrow(() -> new NotFound("no-provider"));
  }

  private ModelAndView page(
      Provider provider,
      PauseForm form,
      String fault,
      HttpStatus status,
      HttpServletRequest request) {
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    List<Row> workers =
        reads.get(() -> state.workersOf(provider.key())).stream()
            .map(peer -> new Row(peer, Standing.of(peer)))
            .toList();
    Channel channel = provider.channel();
    ProviderModel model =
        new ProviderModel(
            provider,
            workers,
            channel == null ? null : waiting(channel),
            channel == null ? "" : count(channel, words),
            LENGTHS,
            form,
            fault,
            viewer.mayAct());
    Crumb above = new Crumb(WorkersSection.PATH, words.text("console.workers.title"));
    return pages.show(
        new Page("worker/provider", WorkersSection.ID, provider.key(), List.of(above), model),
        status);
  }

  private static String waiting(Channel channel) {
    return "/console/deliveries?status=QUEUED&status=RETRYING&channel=" + channel.name();
  }

  private String count(Channel channel, Words words) {
    int found =
        Stream.of(DeliveryStatus.QUEUED, DeliveryStatus.RETRYING)
            .mapToInt(status -> count(channel, status))
            .sum();
    String number = words.number(Math.min(found, COUNTED));
    return found > COUNTED ? words.text("console.more", number) : number;
  }

  private int count(Channel channel, DeliveryStatus status) {
    DeliveryQuery query =
        new DeliveryQuery(
            null, status, channel, null, null, null, null, null, null, null, COUNTED + 1);
    return reads.get(() -> deliveries.page(query)).items().size();
  }
}
