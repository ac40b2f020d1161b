package io.chasqui.jobs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.states.DeletedState;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.SucceededState;
import org.jobrunr.utils.DurationUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes the one shape that jobs of deliveries have, byte for byte as JobRunr's mapper does, which
 * takes ten times as long: it asks each object for its fields by reflection. Of a long history the
 * middle is left out, or a job that waits for hours, looked at every few seconds, would be
 * rewritten with all of it each time. What has any other shape is left to that mapper. {@link
 * JobTextReader} reads those that wait.
 */
final class JobTextWriter {

  /** The most that a job has without stack traces. */
  private static final int USUAL_LENGTH = 1_536;

  /** Of a history: the first one, and the newest others. */
  static final int MOST_STATES = 40;

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

  private JobTextWriter() {}

  /** Null: the job has another shape. */
  static @Nullable String write(Job job) {
    return hasOurShape(job) ? new JobTextWriter().job(job) : null;
  }

  private static boolean hasOurShape(Job job) {
    return job.getClass() == Job.class
        && job.getRecurringJobId().isEmpty()
        && job.getLabels().isEmpty()
        && job.getJobName() != null
        && job.getAmountOfRetries() != null
        && hasOurShape(job.getJobDetails(), job.getId())
        && job.getMetadata().getClass() == ConcurrentHashMap.class
        && job.getMetadata().values().stream().allMatch(String.class::isInstance)
        && job.getJobStates().stream().allMatch(JobTextWriter::isKnown);
  }

  private static boolean hasOurShape(JobDetails details, UUID id) {
    List<JobParameter> parameters = details.getJobParameters();
    return JobContracts.isContract(details.getClassName())
        && !details.hasStaticFieldName()
        && Boolean.FALSE.equals(details.getCacheable())
        && parameters.size() == 1
        && isId(parameters.get(0), id);
  }

  private static boolean isId(JobParameter parameter, UUID id) {
    String uuid = UUID.class.getName();
    return uuid.equals(parameter.getClassName())
        && uuid.equals(parameter.getActualClassName())
        && id.equals(parameter.getObject());
  }

  private static boolean isKnown(JobState state) {
    return state instanceof ScheduledState
        || state instanceof EnqueuedState
        || state instanceof ProcessingState
        || state instanceof SucceededState
        || state instanceof FailedState
        || state instanceof DeletedState;
  }

  private String job(Job job) {
    text.append("{\"id\":\"").append(job.getId());
    text.append("\",\"version\":").append(job.getVersion());
    details(job.getJobDetails(), job.getId());
    text.append(",\"jobHistory\":[");
    List<JobState> history = job.getJobStates();
    int leftOut = Math.max(0, history.size() - MOST_STATES);
    state(history.get(0));
    for (JobState state : history.subList(1 + leftOut, history.size())) {
      state(state);
    }
    text.setCharAt(text.length() - 1, ']');
    text.append(",\"metadata\":{\"@class\":\"").append(ConcurrentHashMap.class.getName());
    text.append('"');
    for (Map.Entry<String, Object> entry : job.getMetadata().entrySet()) {
      field(entry.getKey(), (String) entry.getValue());
    }
    text.append('}');
    field("jobSignature", job.getJobSignature());
    field("jobName", job.getJobName());
    text.append(",\"amountOfRetries\":").append(job.getAmountOfRetries());
    return text.append(",\"labels\":[]}").toString();
  }

  private void details(JobDetails details, UUID id) {
    text.append(",\"jobDetails\":{\"className\":\"").append(details.getClassName()).append('"');
    field("methodName", details.getMethodName());
    text.append(",\"jobParameters\":[{\"className\":\"java.util.UUID\"")
        .append(",\"actualClassName\":\"java.util.UUID\",\"object\":\"")
        .append(id)
        .append("\"}],\"cacheable\":false}");
  }

  private void state(JobState state) {
    text.append("{\"@class\":\"").append(state.getClass().getName()).append('"');
    field("state", state.getName().name());
    field("createdAt", state.getCreatedAt());
    if (state instanceof ScheduledState scheduled) {
      field("scheduledAt", scheduled.getScheduledAt());
      field("reason", scheduled.getReason());
    } else if (state instanceof ProcessingState processing) {
      field("serverId", processing.getServerId());
      field("serverName", processing.getServerName());
      field("updatedAt", processing.getUpdatedAt());
    } else if (state instanceof SucceededState succeeded) {
      duration("latencyDuration", succeeded.getLatencyDuration());
      duration("processDuration", succeeded.getProcessDuration());
    } else if (state instanceof FailedState failed) {
      failure(failed);
    } else if (state instanceof DeletedState deleted) {
      field("reason", deleted.getReason());
    }
    text.append("},");
  }

  private void failure(FailedState failed) {
    field("message", failed.getMessage());
    field("exceptionType", failed.getExceptionType());
    field("exceptionMessage", failed.getExceptionMessage());
    field("exceptionCauseType", failed.getExceptionCauseType());
    field("exceptionCauseMessage", failed.getExceptionCauseMessage());
    field("stackTrace", failed.getStackTrace());
    text.append(",\"doNotRetry\":").append(failed.mustNotRetry());
  }

  /** JobRunr's mapper leaves out what is null. */
  private void field(String name, @Nullable Object value) {
    if (value != null) {
      text.append(",\"");
      ENCODER.quoteAsString(name, text);
      text.append("\":\"");
      ENCODER.quoteAsString(value.toString(), text);
      text.append('"');
    }
  }

  /** In seconds; Jackson's module for times gives the zero another form. */
  private void duration(String name, @Nullable Duration value) {
    if (value != null) {
      text.append(",\"").append(name).append("\":");
      text.append(value.isZero() ? "0.0" : DurationUtils.toBigDecimal(value));
    }
  }
}
