package io.chasqui.server.console.login;

import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Words;
import io.chasqui.server.security.person.ChosenPassword;
import io.chasqui.server.security.person.FirstPasswords;
import io.chasqui.server.security.person.PasswordFault;
import io.chasqui.server.security.person.Passwords;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whoever came with a one-time password chooses one here, and logs in again with it. */
@Hidden
@Controller
@RequestMapping("/password")
class PasswordController {

  private final Pages pages;
  private final FirstPasswords passwords;

  PasswordController(Pages pages, FirstPasswords passwords) {
    this.pages = pages;
    this.passwords = passwords;
  }

  @GetMapping
  ModelAndView form(HttpServletRequest request) {
    return form("", HttpStatus.OK, words(request));
  }

  @PostMapping
  ModelAndView choose(
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      Authentication person,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<PasswordFault> fault = ChosenPassword.problemOf(password, again);
    if (fault.isPresent()) {
      Words words = words(request);
      return form(text(fault.get(), words), HttpStatus.BAD_REQUEST, words);
    }
    passwords.choose(password);
    new SecurityContextLogoutHandler().logout(request, response, person);
    return Redirects.to("/login", request);
  }

  private Words words(HttpServletRequest request) {
    return pages.words(pages.viewer(request));
  }

  private ModelAndView form(String fault, HttpStatus status, Words words) {
    PasswordModel model = new PasswordModel(Passwords.SHORTEST, fault);
    return pages.show(
        new Page("login/password", "", words.text("console.password.title"), model), status);
  }

  private static String text(PasswordFault fault, Words words) {
    return switch (fault) {
      case TOO_SHORT -> words.text("console.password.short", Passwords.SHORTEST);
      case TOO_LONG -> words.text("console.password.long", Passwords.MOST_BYTES);
      case NOT_THE_SAME -> words.text("console.password.different");
    };
  }
}
