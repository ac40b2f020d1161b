package io.chasqui.server.jobs.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A request in the form in which JobRunr's handlers know one. They read its method and address, and
 * write status, headers and body; what else such an exchange has is not there.
 */
final class DashboardExchange extends HttpExchange {

  private final String method;
  private final URI address;
  private final OutputStream body;
  private final Headers requestHeaders = new Headers();
  private final Headers responseHeaders = new Headers();
  private int status = -1;

  /**
   * @param address as JobRunr's own web server has it: {@code /api/…} or {@code /sse/…}
   * @param body takes the answer's
   */
  DashboardExchange(String method, URI address, OutputStream body) {
    this.method = method;
    this.address = address;
    this.body = body;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public URI getRequestURI() {
    return address;
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public OutputStream getResponseBody() {
    return body;
  }

  @Override
  public void sendResponseHeaders(int status, long length) {
    this.status = status;
  }

  /** -1 while there is no answer. */
  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public InputStream getRequestBody() {
    return InputStream.nullInputStream();
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public void close() {
    // Its answer is sent by whoever made it.
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getAttribute(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(String name, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setStreams(InputStream input, OutputStream output) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpPrincipal getPrincipal() {
    throw new UnsupportedOperationException();
  }
}
