package io.chasqui.messaging.telegram;

import java.util.Optional;
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

  /** Waits for the document's file_id or the turn to upload it, as long as the attempt may last. */
  static Upload turn(UploadedFiles files, Document document, AttemptTime time) {
    UUID uploader = UUID.randomUUID();
    while (time.allowsAnotherRequest()) {
      Optional<String> fileId = files.fileId(document);
      if (fileId.isPresent()) {
        return new Upload(fileId.get(), null);
      }
      if (files.claim(document, uploader)) {
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
