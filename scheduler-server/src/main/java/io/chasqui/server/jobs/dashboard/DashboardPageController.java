package io.chasqui.server.jobs.dashboard;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One page at all the addresses that the dashboard's own script puts into the address bar. */
@Hidden
@RestController
class DashboardPageController {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final DashboardPage page;

  DashboardPageController(DashboardPage page) {
    this.page = page;
  }

  @GetMapping({
    "/dashboard",
    "/dashboard/overview",
    "/dashboard/jobs",
    "/dashboard/jobs/{id}",
    "/dashboard/recurring-jobs",
    "/dashboard/servers"
  })
  ResponseEntity<String> page(CsrfToken token, HttpServletRequest request) {
    String nonce = page.freshNonce();
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", DashboardPage.policy(nonce))
        .body(page.html(request.getContextPath(), nonce, token));
  }
}
