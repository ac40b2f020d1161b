package io.chasqui.benchmarks.mail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Doubles dots at the beginning of lines, as SMTP wants it. */
final class DotDoubling extends FilterOutputStream {

  private int last = '\n';

  DotDoubling(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int next) throws IOException {
    if (next == '.' && last == '\n') {
      out.write('.');
    }
    out.write(next);
    last = next;
  }
}
