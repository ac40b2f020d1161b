package io.chasqui.server.contact.web;

import static io.chasqui.server.api.access.AccessRule.everybody;
import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.READ;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.contact.ContactSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Filters of {@code POST /api/contact}: size, CORS, and whether it is on. */
@Configuration(proxyBeanMethods = false)
class ContactWebConfiguration {

  private static final String[] FORM = {"/api/contact", "/api/contact/"};

  /** Room for the longest message with each letter escaped: 5,000 times twelve bytes, and more. */
  private static final DataSize LARGEST_BODY = DataSize.ofKilobytes(64);

  /** After the filter that knows the request's id, and before all that asks who it is. */
  private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 30;

  @Bean
  Access contactAccess() {
    return Access.of(
        everybody(POST, "/api/contact").orWithSlash().maxBody(LARGEST_BODY),
        key(GET, "/api/contact-messages", READ).orWithSlash());
  }

  /** Without recipients there is nothing at the address. */
  @Bean
  FilterRegistrationBean<Filter> noContactForm(ContactSettings settings) {
    Filter nothing =
        (request, response, chain) ->
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
    return beforeSecurity(nothing, !settings.isOn());
  }

  /** Lets pages of other sites send the form: by their browsers, and without any cookie. */
  @Bean
  FilterRegistrationBean<CorsFilter> contactFromOtherOrigins(
      ContactSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.allowedOrigins());
    cors.setAllowedMethods(List.of(HttpMethod.POST.name()));
    cors.setAllowedHeaders(
        List.of(HttpHeaders.CONTENT_TYPE, "Idempotency-Key", "X-Correlation-Id"));
    cors.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, "X-Correlation-Id"));
    cors.setAllowCredentials(false);
    cors.setMaxAge(Duration.ofHours(1));
    boolean isOn = settings.isOn() && !settings.allowedOrigins().isEmpty();
    CorsFilter filter = new CorsFilter(request -> cors);
    filter.setCorsProcessor(new OriginCheck(problems));
    return beforeSecurity(filter, isOn);
  }

  private static <F extends Filter> FilterRegistrationBean<F> beforeSecurity(
      F filter, boolean isOn) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(FORM);
    registration.setOrder(BEFORE_SECURITY);
    registration.setEnabled(isOn);
    return registration;
  }
}
