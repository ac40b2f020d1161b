package io.chasqui.server.console.person;

import io.chasqui.server.api.access.Role;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.person.Logins.Newest;
import io.chasqui.server.console.person.PeopleModel.Known;
import io.chasqui.server.console.person.PeopleModel.Person;
import io.chasqui.server.console.person.PeopleModel.RoleOfValue;
import io.chasqui.server.security.OpenSessions;
import io.chasqui.server.security.person.OidcRoles;
import io.chasqui.server.security.person.People;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows people, and ends their sessions. Who gets in is changed in the configuration alone. */
@Hidden
@Controller
@RequestMapping(PeopleSection.PATH)
class PeopleController {

  private final Pages pages;
  private final Reads reads;
  private final People people;
  private final OidcRoles oidc;
  private final Logins logins;
  private final OpenSessions sessions;

  PeopleController(
      Pages pages,
      Reads reads,
      People people,
      OidcRoles oidc,
      Logins logins,
      OpenSessions sessions) {
    this.pages = pages;
    this.reads = reads;
    this.people = people;
    this.oidc = oidc;
    this.logins = logins;
    this.sessions = sessions;
  }

  @GetMapping
  ModelAndView list(HttpServletRequest request) {
    Newest newest = reads.get(logins::newest);
    Map<String, Integer> open = sessions.counts();
    Map<String, Role> configured = people.roles();
    Set<String> names = new TreeSet<>(configured.keySet());
    names.addAll(newest.names());
    names.addAll(open.keySet());
    PeopleModel model =
        new PeopleModel(
            names.stream().map(name -> person(name, configured.get(name), newest, open)).toList(),
            Logins.NEWEST,
            providers(),
            oidc.claim());
    String title = pages.words(pages.viewer(request)).text("console.people.title");
    return pages.show(new Page("person/people", PeopleSection.ID, title, model));
  }

  private Person person(
      String name, @Nullable Role configured, Newest newest, Map<String, Integer> open) {
    return new Person(
        name,
        known(configured),
        configured == null ? newest.lastRole(name) : configured,
        newest.lastAt(name),
        newest.lastFrom(name),
        newest.failed(name),
        open.getOrDefault(name, 0));
  }

  private Known known(@Nullable Role configured) {
    if (configured != null) {
      return Known.CONFIGURED;
    }
    return people.logInByOidc() ? Known.OPENID : Known.GONE;
  }

  private List<RoleOfValue> providers() {
    return people.logInByOidc()
        ? oidc.byValue().entrySet().stream()
            .map(one -> new RoleOfValue(one.getKey(), one.getValue()))
            .toList()
        : List.of();
  }

  /**
   * @param name whose they are; of one's own the one that is used stays
   */
  @PostMapping("/end-sessions")
  ModelAndView endSessions(
      @RequestParam(defaultValue = "") String name, HttpServletRequest request) {
    int ended = sessions.end(name, request.getSession());
    Words words = pages.words(pages.viewer(request));
    new Said(words.count("console.people.ended", ended, name), ended > 0).on(request);
    return Redirects.to(PeopleSection.PATH, request);
  }
}
