package io.chasqui.platform.request;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is no form, and ends where it is too large. Whoever asks for parameters gets
 * those of the query: the body has been spoken for, so the container leaves it alone (Jakarta
 * Servlet 6.0, 3.1.1).
 */
final class LimitedRequest extends HttpServletRequestWrapper {

  private final ServletInputStream body;
  private @Nullable BufferedReader reader;

  LimitedRequest(HttpServletRequest request, BodyLimit limit) throws IOException {
    super(request);
    ServletInputStream all = request.getInputStream();
    this.body = limit.takesNone() ? new NoBody() : new LimitedBody(all, limit.bytes());
  }

  @Override
  public ServletInputStream getInputStream() {
    return body;
  }

  @Override
  public BufferedReader getReader() {
    if (reader == null) {
      reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
    return reader;
  }
}
