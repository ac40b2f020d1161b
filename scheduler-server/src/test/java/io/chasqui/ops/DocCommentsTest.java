package io.chasqui.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several modules use says what it means. */
class DocCommentsTest {

  private static final String CANARY =
      """
      package canary;

      /** It has one. */
      public interface Canary {

        int silent();

        /** Has one. */
        int told();

        private int ownBusiness() {
          return 0;
        }

        /**
         * What it is of.
         *
         * @param told has one
         */
        record Value(int told, int silentPart) {

          static final int NONE = 0;

          @Override
          public String toString() {
            return "";
          }
        }

        /** Has one. */
        class Part {

          public Part() {}

          public void silentMethod() {}

          void ofThePackage() {}
        }

        class SilentPart {}
      }

      class OfThePackage {
        public void heardByNobodyElse() {}
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"shared-dto", "delivery-core", "worker-core"})
  void whateverIsPublicInALibraryHasOne(String module) throws IOException {
    assertThat(DocComments.missingBelow(Repository.file(module + "/src/main/java"))).isEmpty();
  }

  @Test
  void whatLacksOneIsFound(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Canary.java"), CANARY);

    assertThat(DocComments.missingBelow(folder))
        .containsExactlyInAnyOrder(
            "Canary.java: Canary.silent",
            "Canary.java: Canary.Value, @param silentPart",
            "Canary.java: Canary.Part.silentMethod",
            "Canary.java: Canary.SilentPart");
  }
}
