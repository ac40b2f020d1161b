package io.chasqui.report;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(StorageSettings.class)
class ReportConfiguration {

  @Bean
  ReportStorage reportStorage(StorageSettings settings, List<StorageKind> kinds) {
    return kinds.stream()
        .filter(kind -> kind.type() == settings.type())
        .findAny()
        .orElseThrow()
        .storage()
        .get();
  }
}
