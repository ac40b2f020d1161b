package io.chasqui.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.worker.AttemptJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalledBodyTest {

  private final Buffer peer = new Buffer();
  private final List<Long> sizesWhenAsked = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 300_000, 5_000_000})
  void asksOnceWhenAllButTheLastByteIsWritten(int size) throws IOException {
    byte[] content = new byte[size];
    content[size - 1] = 7;

    new JournalledBody(
            new OneShotBody(MediaType.get("application/pdf"), content), new WatchingJournal())
        .writeTo(peer);

    assertThat(peer.readByteArray()).isEqualTo(content);
    assertThat(sizesWhenAsked).containsExactly(size - 1L);
  }

  private final class WatchingJournal implements AttemptJournal {

    @Override
    public void connected() {}

    @Override
    public void beforeLastByte() {
      sizesWhenAsked.add(peer.size());
    }

    @Override
    public void answered() {}
  }
}
