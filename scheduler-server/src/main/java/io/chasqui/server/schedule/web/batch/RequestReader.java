package io.chasqui.server.schedule.web.batch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.JsonFault;
import io.chasqui.server.api.request.Written;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads an item as the body of a single request is read. */
final class RequestReader {

  private final ObjectReader json;

  /**
   * @param json of a {@link Written} of a type of {@link ScheduleRequest}
   */
  RequestReader(ObjectReader json) {
    this.json = json;
  }

  /**
   * @throws InvalidRequest when the JSON is none, or no such request
   */
  Written<ScheduleRequest> read(byte[] item) {
    try {
      return json.readValue(item);
    } catch (JacksonException e) {
      throw new InvalidRequest(JsonFault.in(e).orElseGet(RequestReader::malformed));
    } catch (CharConversionException e) {
      // The JSON parser takes the item for one in UTF-16 or UTF-32, and it is none.
      throw new InvalidRequest(malformed());
    } catch (IOException e) {
      throw new UncheckedIOException("an item is in memory", e);
    }
  }

  private static FieldProblem malformed() {
    return new FieldProblem("body", "field.malformedJson");
  }
}
