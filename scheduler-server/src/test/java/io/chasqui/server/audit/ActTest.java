package io.chasqui.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chasqui.contract.audit.ActResult;
import io.chasqui.contract.audit.ActorKind;
import io.chasqui.contract.audit.AuditEntryView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActTest {

  @Test
  void isPutTogetherOfWhatIsKnown() {
    Act act =
        Act.refused("login", "PERSON", null, "wrong-name-or-password")
            .about("q3-2026")
            .with("method", "password")
            .with("nothing", null)
            .by(Actor.nobody("192.0.2.1", Actor.LOGIN));

    assertThat(act.result()).isEqualTo(ActResult.REFUSED);
    assertThat(act.correlationId()).isEqualTo("q3-2026");
    assertThat(act.details())
        .isEqualTo(Map.of("reason", "wrong-name-or-password", "method", "password"));
    assertThat(act.actor())
        .isEqualTo(new Actor(ActorKind.NOBODY, null, null, "192.0.2.1", "LOGIN"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Key.created", "key.", ".created", "key created", "key..created"})
  void hasAWord(String word) {
    assertThatIllegalArgumentException().isThrownBy(() -> Act.done(word, "KEY", "1"));
  }

  @Test
  void aNameThatIsVeryLongKeepsNobodyFromActing() {
    assertThat(Actor.person("a".repeat(1_000), null, Actor.LOGIN).name()).hasSize(300);
  }

  @Test
  void isNotRecordedOutsideOfItsTransaction() {
    AuditTrail audit = new AuditTrail(new NoEntries(), Actor::server);

    assertThatIllegalStateException()
        .isThrownBy(() -> audit.record(Act.done("key.created", "KEY", "1")))
        .withMessage("key.created is to be recorded in its own transaction");
  }

  private static final class NoEntries implements AuditEntries {

    @Override
    public void add(Actor actor, Act act, @Nullable String requestId) {
      throw new AssertionError("added");
    }

    @Override
    public List<AuditEntryView> list(AuditQuery query) {
      return List.of();
    }
  }
}
