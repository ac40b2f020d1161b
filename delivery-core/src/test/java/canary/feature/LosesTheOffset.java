package canary.feature;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;

/** Breaks the rule about times that go to the database. */
class LosesTheOffset {

  Object[] column(Instant time) {
    return new Object[] {Timestamp.from(time)};
  }

  Object read(ResultSet row) throws SQLException {
    return row.getTimestamp(1);
  }

  ZoneId zone() {
    return ZoneId.systemDefault();
  }
}
