package canary.feature;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeepsAConnection {

  List<String> names(JdbcClient jdbc) {
    return jdbc.sql("SELECT 'a'").query(String.class).stream().toList();
  }
}
