package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.StorageAnswer.NotThere;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a storage does besides, of which reports can be removed. */
public abstract class RemovableReportsContract extends ReportStorageContract {

  private static final CorrelationId ID = new CorrelationId("old:1");
  private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));

  @Test
  void whatIsSetAsideIsNotThere() throws IOException {
    storage().put(ID, content("old"));

    assertThat(removable().setAside(ID, LATER)).isTrue();

    assertThat(storage().open(ID, null)).isInstanceOf(NotThere.class);
    assertThat(storage().look(ID)).isInstanceOf(NotThere.class);
  }

  @Test
  void whatIsSetAsideComesBackAsItWas() throws IOException {
    storage().put(ID, content("old"));
    removable().setAside(ID, LATER);

    removable().bringBack(ID);

    assertThat(text()).isEqualTo("old");
    removable().bringBack(ID);
    assertThat(text()).isEqualTo("old");
  }

  @Test
  void whatWasRemovedDoesNotComeBack() throws IOException {
    storage().put(ID, content("old"));
    removable().setAside(ID, LATER);
    removable().removeAside(ID);

    removable().bringBack(ID);

    assertThat(storage().open(ID, null)).isInstanceOf(NotThere.class);
    removable().removeAside(ID);
  }

  @Test
  void whatWasStoredAnewIsNotReplacedByWhatWasSetAside() throws IOException {
    storage().put(ID, content("old"));
    removable().setAside(ID, LATER);
    storage().put(ID, content("new"));

    removable().bringBack(ID);

    assertThat(text()).isEqualTo("new");
    removable().setAside(ID, LATER);
    removable().removeAside(ID);
    removable().bringBack(ID);
    assertThat(storage().open(ID, null)).isInstanceOf(NotThere.class);
  }

  @Test
  void whatIsNewerStays() throws IOException {
    storage().put(ID, content("new"));

    assertThat(removable().setAside(ID, Instant.now().minus(Duration.ofHours(1)))).isFalse();
    removable().removeAside(ID);

    assertThat(text()).isEqualTo("new");
  }

  @Test
  void whatIsNotThereIsAsGoodAsAside() throws IOException {
    assertThat(removable().setAside(ID, LATER)).isTrue();
  }

  /** As after a server that died when it had set the report aside. */
  @Test
  void itMayBeSetAsideTwice() throws IOException {
    storage().put(ID, content("old"));
    removable().setAside(ID, LATER);

    assertThat(removable().setAside(ID, LATER)).isTrue();
    removable().bringBack(ID);

    assertThat(text()).isEqualTo("old");
  }

  private RemovableReports removable() throws IOException {
    return (RemovableReports) storage();
  }

  private String text() throws IOException {
    try (StoredReport report = (StoredReport) storage().open(ID, null)) {
      return new String(report.content().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
