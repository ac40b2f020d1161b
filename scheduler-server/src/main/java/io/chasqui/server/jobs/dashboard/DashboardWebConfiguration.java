package io.chasqui.server.jobs.dashboard;

import static io.chasqui.server.api.access.AccessRule.person;
import static io.chasqui.server.api.access.Role.OPERATOR;
import static io.chasqui.server.api.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import io.chasqui.server.audit.Audit;
import java.time.Duration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The dashboard's parts, and its files: JobRunr's from its jar, and one of ours. */
@Configuration(proxyBeanMethods = false)
class DashboardWebConfiguration implements WebMvcConfigurer {

  /** A page has one or two, so this is some dozens of people looking on. */
  private static final int MOST_STREAMS = 100;

  private static final String JOBRUNRS = "classpath:/" + DashboardPage.FRONTEND;

  @Bean
  DashboardApi dashboardApi(StorageProvider storage, JsonMapper json, Audit audit) {
    return new DashboardApi(storage, json, audit);
  }

  @Bean
  DashboardStreams dashboardStreams(StorageProvider storage, JsonMapper json) {
    return new DashboardStreams(storage, json, MOST_STREAMS);
  }

  @Bean
  DashboardPage dashboardPage() {
    return new DashboardPage();
  }

  @Bean
  Access dashboardAccess() {
    return Access.of(
        person(GET, "/dashboard/**", VIEWER),
        person(POST, "/dashboard/api/**", OPERATOR),
        person(DELETE, "/dashboard/api/**", OPERATOR));
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    CacheControl aWeek = CacheControl.maxAge(Duration.ofDays(7)).cachePrivate();
    registry
        .addResourceHandler("/dashboard/static/**")
        .addResourceLocations(JOBRUNRS + "static/")
        .setCacheControl(aWeek)
        .resourceChain(true)
        .addTransformer(new AddressRewriter());
    registry
        .addResourceHandler("/dashboard/{file:favicon\\.ico|logo192\\.png|manifest\\.json}")
        .addResourceLocations(JOBRUNRS)
        .setCacheControl(aWeek);
    registry
        .addResourceHandler("/dashboard/{file:chasqui-dashboard\\.js}")
        .addResourceLocations("classpath:/dashboard/")
        .setUseLastModified(false)
        .setCacheControl(CacheControl.noStore());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/dashboard/", "/dashboard");
  }
}
