package io.chasqui.report.http;

import java.io.IOException;

/** The storage wants another bearer token than it was given, or one at all. */
final class StorageAccessDenied extends IOException {

  private static final long serialVersionUID = 1L;

  StorageAccessDenied(int status) {
    super("the report storage answered " + status + ": check chasqui.storage.http.bearer-token");
  }
}
