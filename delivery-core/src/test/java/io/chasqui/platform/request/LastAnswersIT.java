package io.chasqui.platform.request;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Timeout(60)
class LastAnswersIT {

  @Test
  void goOutAlthoughTheApplicationEnds() throws Exception {
    var application = new AnnotationConfigServletWebServerApplicationContext();
    TestPropertyValues.of(
            "server.port=0", "server.shutdown=graceful", "spring.threads.virtual.enabled=true")
        .applyTo(application);
    application.register(SlowToAnswer.class);
    application.refresh();
    int port = application.getWebServer().getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/words")).build();
    CompletableFuture<HttpResponse<String>> answer =
        HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    application.getBean(Held.class).until.await();

    application.close();

    assertThat(answer.get(10, SECONDS).body()).isEqualTo("said");
  }

  @Configuration(proxyBeanMethods = false)
  @Import({BodyConfiguration.class, Words.class})
  @ImportAutoConfiguration({
    // On Java 21 and newer it has a thread without a pool for each request.
    EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class SlowToAnswer {

    @Bean
    Held held() {
      return new Held();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> holding(Held held) {
      return tomcat -> tomcat.addEngineValves(held);
    }
  }

  @RestController
  static class Words {

    @GetMapping("/words")
    void words(HttpServletResponse response) throws IOException {
      response.getWriter().write("said");
    }
  }

  /** A thread that a busy machine does not run, when its servlet has returned. */
  static final class Held extends ValveBase {

    private static final long HELD_MS = 400;

    private final CountDownLatch until = new CountDownLatch(1);

    Held() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      getNext().invoke(request, response);
      until.countDown();
      try {
        Thread.sleep(HELD_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
