package io.chasqui.server.recipient.transfer.web;

import static io.chasqui.server.api.access.AccessRule.key;
import static io.chasqui.server.api.access.Scope.RECIPIENTS;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.chasqui.server.api.access.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Everybody's addresses at once are more than one may look at: they need the scope to write. */
@Configuration(proxyBeanMethods = false)
class TransferWebConfiguration {

  private static final DataSize LARGEST = DataSize.ofMegabytes(256);

  @Bean
  Access transferAccess() {
    return Access.of(
        key(POST, "/api/recipients/import", RECIPIENTS).maxBody(LARGEST),
        key(POST, "/api/suppressions/import", RECIPIENTS).maxBody(LARGEST),
        key(GET, "/api/recipients/export", RECIPIENTS),
        key(POST, "/api/destinatarios/import", RECIPIENTS).maxBody(LARGEST),
        key(GET, "/api/destinatarios/export", RECIPIENTS));
  }
}
