package io.chasqui.platform.request;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Counts the requests that are being answered, until the last of an answer has been written. Tomcat
 * does not say it: a pool counts threads, of which virtual ones have no pool.
 */
final class CountingAdapter implements Adapter {

  private final Adapter adapter;
  private final AtomicInteger answering = new AtomicInteger();

  CountingAdapter(Adapter adapter) {
    this.adapter = adapter;
  }

  boolean isAnswering() {
    return answering.get() > 0;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    answering.incrementAndGet();
    try {
      adapter.service(request, response);
    } finally {
      answering.decrementAndGet();
    }
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent event)
      throws Exception {
    answering.incrementAndGet();
    try {
      return adapter.asyncDispatch(request, response, event);
    } finally {
      answering.decrementAndGet();
    }
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return adapter.prepare(request, response);
  }

  @Override
  public void log(Request request, Response response, long time) {
    adapter.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    adapter.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return adapter.getDomain();
  }
}
