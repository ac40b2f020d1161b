package io.chasqui.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

@ExtendWith(OutputCaptureExtension.class)
class FailureLogTest {

  private static final Logger log = LoggerFactory.getLogger(FailureLogTest.class);

  @Test
  void aDatabaseThatIsAwayIsToldInOneLineHoweverManyFindItOut(CapturedOutput output) {
    for (int i = 0; i < 100; i++) {
      Exception away = new DataAccessResourceFailureException("to postgres.internal");
      FailureLog.tell(log, "Round " + i + " failed", "the next try is soon", away);
      FailureLog.databaseIsAway(log, "a request was refused", away);
    }

    // None, if another test of this process was told already.
    assertThat(warnings(output)).hasSizeLessThanOrEqualTo(1);
    assertThat(warnings(output)).allMatch(line -> line.contains("The database is away"));
    assertThat(warnings(output)).noneMatch(line -> line.contains("postgres.internal"));
  }

  @Test
  void aFaultOfOursIsToldEachTimeWithItsStackTrace(CapturedOutput output) {
    FailureLog.tell(log, "It failed", "the next try is soon", new IllegalStateException("why"));
    FailureLog.tell(log, "It failed", "the next try is soon", new IllegalStateException("why"));

    assertThat(warnings(output)).hasSize(2).allMatch(line -> line.contains("the next try is soon"));
    assertThat(output.getAll()).contains("why", "\tat ");
  }

  private static List<String> warnings(CapturedOutput output) {
    return output.getAll().lines().filter(line -> line.contains(" WARN ")).toList();
  }
}
