package io.chasqui.server.jobs.dashboard;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jobrunr.dashboard.server.http.HttpRequest;
import org.jobrunr.storage.navigation.OffsetBasedPageRequest;

/** Tells what a caller got wrong in the parameters from a fault of ours. */
final class CheckedRequest extends HttpRequest {

  /** The dashboard's pages have 20 jobs; a page is made in memory. */
  static final int LARGEST_PAGE = 200;

  private static final Pattern ORDER =
      Pattern.compile("(updatedAt|createdAt|scheduledAt):(ASC|DESC)");

  private final HttpRequest request;

  CheckedRequest(HttpRequest request) {
    super(null);
    this.request = request;
  }

  @Override
  public String param(String name) {
    return read(() -> request.param(name));
  }

  @Override
  public <T> T param(String name, Class<T> type) {
    return read(() -> request.param(name, type));
  }

  @Override
  public <T> T queryParam(String name, Class<T> type, T whenAbsent) {
    return read(() -> request.queryParam(name, type, whenAbsent));
  }

  @Override
  public <T> T fromQueryParams(Class<T> type) {
    T parameters = read(() -> request.fromQueryParams(type));
    if (parameters instanceof OffsetBasedPageRequest page && !isUsable(page)) {
      throw new WrongParameter();
    }
    return parameters;
  }

  private static boolean isUsable(OffsetBasedPageRequest page) {
    return page.getOffset() >= 0
        && page.getLimit() > 0
        && page.getLimit() <= LARGEST_PAGE
        && ORDER.matcher(page.getOrder()).matches();
  }

  private static <T> T read(Supplier<T> parameter) {
    try {
      return parameter.get();
    } catch (RuntimeException e) {
      throw new WrongParameter();
    }
  }

  /** A parameter of the path or the query is not what it must be. */
  static final class WrongParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
