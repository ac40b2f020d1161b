package io.chasqui.server.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.console.alert.RunbookSection.Block;
import io.chasqui.server.console.alert.RunbookSection.Kind;
import io.chasqui.server.console.alert.RunbookSection.Span;
import io.chasqui.server.console.alert.RunbookSection.Voice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookTest {

  private final Runbook runbook = new Runbook();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHANNEL_FAULT",
        "PROVIDER_FAILOVER",
        "NO_WORKER",
        "BACKLOG",
        "JOB_QUARANTINED",
        "PARTITION_MISSING"
      })
  void ofTheKindsOfTheServerItselfSomethingIsThere(String kind) {
    assertThat(runbook.of(kind)).isNotEmpty();
    assertThat(runbook.of(kind)).allSatisfy(one -> assertThat(one.blocks()).isNotEmpty());
  }

  @Test
  void ofAKindThatAFeatureBringsNothingIsThereUntilItSaysSo() {
    assertThat(runbook.of("SOMETHING_ELSE")).isEmpty();
  }

  @Test
  void aSectionHasItsParagraphsListsAndCode() {
    List<RunbookSection> setAside = runbook.of("JOB_QUARANTINED");

    assertThat(setAside).hasSize(1);
    assertThat(setAside.get(0).heading()).isEqualTo("Jobs that were set aside");
    assertThat(setAside.get(0).blocks()).extracting(Block::kind).contains(Kind.CODE, Kind.LIST);
  }

  @Test
  void whatBelongsTogetherStaysTogether() {
    List<Block> blocks =
        Blocks.of(
            List.of(
                "One **line**",
                "and [its `end`](elsewhere.md#there).",
                "",
                "- first",
                "  goes on",
                "- second `x`",
                "",
                "```sql",
                "-- a comment",
                "SELECT 1;",
                "```",
                "Last."));

    assertThat(blocks)
        .containsExactly(
            new Block(
                Kind.PARAGRAPH,
                List.of(
                    List.of(
                        new Span(Voice.PLAIN, "One "),
                        new Span(Voice.STRONG, "line"),
                        new Span(Voice.PLAIN, " and "),
                        new Span(Voice.PLAIN, "its end"),
                        new Span(Voice.PLAIN, ".")))),
            new Block(
                Kind.LIST,
                List.of(
                    List.of(new Span(Voice.PLAIN, "first goes on")),
                    List.of(new Span(Voice.PLAIN, "second "), new Span(Voice.CODE, "x")))),
            new Block(
                Kind.CODE, List.of(List.of(new Span(Voice.PLAIN, "-- a comment\nSELECT 1;")))),
            new Block(Kind.PARAGRAPH, List.of(List.of(new Span(Voice.PLAIN, "Last.")))));
  }
}
