package io.chasqui.server.console.worker;

import io.chasqui.delivery.SeenWorker;
import io.chasqui.delivery.WorkerLedger;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.SystemStateQueries;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows what sends, and whom it sends to. */
@Hidden
@Controller
class WorkersController {

  private final Pages pages;
  private final Reads reads;
  private final WorkerLedger workers;
  private final SystemStateQueries state;
  private final Providers providers;

  WorkersController(
      Pages pages, Reads reads, WorkerLedger workers, JdbcClient jdbc, Providers providers) {
    this.pages = pages;
    this.reads = reads;
    this.workers = workers;
    this.state = new SystemStateQueries(jdbc);
    this.providers = providers;
  }

  @GetMapping(WorkersSection.PATH)
  ModelAndView workers(HttpServletRequest request) {
    List<SeenWorker> seen = reads.get(workers::seen);
    List<QueueState> queues = reads.get(state::queues);
    WorkersModel model =
        new WorkersModel(
            seen, queues.stream().filter(QueueState::isUsed).toList(), reads.get(providers::all));
    String title = pages.words(pages.viewer(request)).text("console.workers.title");
    return pages.show(new Page("worker/workers", WorkersSection.ID, title, model));
  }
}
