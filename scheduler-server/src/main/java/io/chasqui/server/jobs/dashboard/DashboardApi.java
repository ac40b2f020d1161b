package io.chasqui.server.jobs.dashboard;

import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.sql.SQLException;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.server.http.handlers.HttpRequestHandler;
import org.jobrunr.jobs.states.IllegalJobStateChangeException;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.web.server.ResponseStatusException;

/**
 * The API that the dashboard's pages call. JobRunr answers with a stack trace where something goes
 * wrong; here the exception itself gets out, to be answered as everywhere else.
 */
final class DashboardApi extends JobRunrApiHandler {

  private static final SQLExceptionTranslator SQL_FAILURES = new SQLExceptionSubclassTranslator();

  private final Audit audit;

  /**
   * @param audit gets what is done to neither a job nor a recurring one, in the transaction of the
   *     caller
   */
  DashboardApi(StorageProvider storage, JsonMapper json, Audit audit) {
    super(storage, json, false);
    this.audit = audit;
    withExceptionMapping(
        Failure.class,
        (failure, response) -> {
          throw inOurWords(((Failure) failure).reason);
        });
  }

  /**
   * @param address {@code /api/…} with its query
   * @throws ResponseStatusException for an address that is not there, or with wrong parameters
   * @throws NotFound for an unknown job
   * @throws RequestRefused when the job's state does not allow it
   */
  ResponseEntity<byte[]> answer(String method, URI address) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DashboardExchange exchange = new DashboardExchange(method, address, body);
    handle(exchange);
    HttpStatusCode status = HttpStatusCode.valueOf(exchange.getResponseCode());
    if (status.isError()) {
      throw new ResponseStatusException(status);
    }
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    return body.size() == 0
        ? answer.build()
        : answer.contentType(MediaType.APPLICATION_JSON).body(body.toByteArray());
  }

  // The constructor of the superclass registers its routes by these.

  @Override
  public void get(String route, HttpRequestHandler handler) {
    super.get(route, failing(handler));
  }

  @Override
  public void post(String route, HttpRequestHandler handler) {
    super.post(route, failing(handler));
  }

  @Override
  public void delete(String route, HttpRequestHandler handler) {
    super.delete(route, failing(route.startsWith("/problems/") ? dismissal(handler) : handler));
  }

  private HttpRequestHandler dismissal(HttpRequestHandler handler) {
    return (request, response) -> {
      try {
        handler.accept(request, response);
      } catch (IllegalArgumentException e) {
        throw new CheckedRequest.WrongParameter();
      }
      audit.record(Act.done("problem.dismissed", "PROBLEM", request.param(":type")));
    };
  }

  /** JobRunr maps exceptions by their very class, so all become one. */
  private static HttpRequestHandler failing(HttpRequestHandler handler) {
    return (request, response) -> {
      try {
        handler.accept(new CheckedRequest(request), response);
      } catch (Exception e) {
        throw new Failure(e);
      }
    };
  }

  private static RuntimeException inOurWords(Exception e) {
    if (e instanceof CheckedRequest.WrongParameter) {
      return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    if (e instanceof JobNotFoundException) {
      return new NotFound("job-not-found");
    }
    if (e instanceof IllegalJobStateChangeException
        || e instanceof ConcurrentJobModificationException) {
      return new RequestRefused(DashboardProblems.JOB_CONFLICT);
    }
    if (e instanceof StorageException storage && e.getCause() instanceof SQLException cause) {
      DataAccessException translated = SQL_FAILURES.translate("JobRunr's tables", null, cause);
      return translated == null ? storage : translated;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  /** Carries an exception out of JobRunr's handler. */
  private static final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exception reason;

    Failure(Exception reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
