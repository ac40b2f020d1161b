package io.chasqui.messaging.telegram;

import io.chasqui.messaging.telegram.UploadedFiles.State;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to upload a document. One attempt among all workers uploads; the others wait for
 * its file_id, or for their own turn when it fails.
 *
 * @param fileId send the document by this
 * @param uploader upload it, under this id; null as well as {@code fileId}: the time is over
 */
record Upload(@Nullable String fileId, @Nullable UUID uploader) {

  private static final long LOOK_AGAIN_MILLIS = 250;
  private static final State NOBODY_HAS_IT = new State(null, false);

  /** Waits for the document's file_id or the turn to upload it, as long as the attempt may last. */
  static Upload turn(UploadedFiles files, Document document, AttemptTime time) {
    UUID uploader = UUID.randomUUID();
    while (time.allowsAnotherRequest()) {
      State state = files.state(document).orElse(NOBODY_HAS_IT);
      if (state.fileId() != null) {
        return new Upload(state.fileId(), null);
      }
      if (!state.uploading() && files.claim(document, uploader)) {
        return new Upload(null, uploader);
      }
      if (!pause()) {
        break;
      }
    }
    return new Upload(null, null);
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
