package io.chasqui.server.console.login;

import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.login.LoginModel.Provider;
import io.chasqui.server.security.person.People;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Asks who somebody is; their answer is looked at before it comes to a controller. */
@Hidden
@Controller
class LoginController {

  private static final String AT_A_PROVIDER =
      OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/";

  private final Pages pages;
  private final People people;
  private final List<Provider> providers;

  LoginController(
      Pages pages, People people, ObjectProvider<InMemoryClientRegistrationRepository> clients) {
    this.pages = pages;
    this.people = people;
    this.providers =
        clients.stream()
            .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
            .map(LoginController::provider)
            .toList();
  }

  private static Provider provider(ClientRegistration client) {
    return new Provider(AT_A_PROVIDER + client.getRegistrationId(), client.getClientName());
  }

  @GetMapping("/login")
  ModelAndView login(HttpServletRequest request) {
    LoginModel model =
        new LoginModel(
            people.logInByPassword(),
            providers,
            request.getParameter("error") != null,
            request.getParameter("logout") != null);
    return show("login/login", "console.login.title", model, request);
  }

  @GetMapping("/logout")
  ModelAndView logout(HttpServletRequest request) {
    return show("login/logout", "console.logout.title", new LogoutModel(), request);
  }

  private ModelAndView show(
      String template, String title, Object model, HttpServletRequest request) {
    String words = pages.words(pages.viewer(request)).text(title);
    return pages.show(new Page(template, "", words, model));
  }
}
