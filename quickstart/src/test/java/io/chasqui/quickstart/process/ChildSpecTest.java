package io.chasqui.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildSpecTest {

  private final Path folder;

  ChildSpecTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aProcessWithoutMemoryDoesNotLiveOn() throws Exception {
    Process process =
        spec("-Xmx16m", Glutton.class.getName()).builder().redirectErrorStream(true).start();

    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(said).isNotZero();
    assertThat(said).doesNotContain(Glutton.LIVES_ON);
  }

  private ChildSpec spec(String jvmOption, String main) {
    List<String> program = List.of("-cp", System.getProperty("java.class.path"), main);
    return new ChildSpec("child", program, 0, List.of(jvmOption), Map.of(), Map.of(), folder);
  }

  /** Runs out of memory in a thread of its own, as a request does. */
  static final class Glutton {

    static final String LIVES_ON = "still here";

    private Glutton() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
      Thread request = new Thread(Glutton::eat);
      request.start();
      request.join();
      System.out.println(LIVES_ON);
    }

    private static void eat() {
      List<byte[]> eaten = new ArrayList<>();
      while (true) {
        eaten.add(new byte[1 << 20]);
      }
    }
  }
}
