package io.chasqui.server.security.person.web;

import io.chasqui.server.api.request.Address;
import io.chasqui.server.security.person.ChosenPassword;
import io.chasqui.server.security.person.FirstPasswords;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whoever came with a one-time password chooses one here, and logs in again with it. */
@Hidden
@RestController
@RequestMapping("/password")
class PasswordController {

  private final FirstPasswords passwords;
  private final PasswordPage page = new PasswordPage();

  PasswordController(FirstPasswords passwords) {
    this.passwords = passwords;
  }

  @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
  String form(CsrfToken token, HttpServletRequest request) {
    return page.with(request.getContextPath(), token, "");
  }

  @PostMapping(produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> choose(
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      CsrfToken token,
      Authentication person,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<String> problem = ChosenPassword.problemOf(password, again);
    if (problem.isPresent()) {
      return ResponseEntity.badRequest()
          .body(page.with(request.getContextPath(), token, problem.get()));
    }
    passwords.choose(password);
    new SecurityContextLogoutHandler().logout(request, response, person);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, Address.of(request, "/login").toString())
        .build();
  }
}
