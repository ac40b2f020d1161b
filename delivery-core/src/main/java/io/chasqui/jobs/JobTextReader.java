package io.chasqui.jobs;

import static org.jobrunr.jobs.mappers.MDCMapper.JOBRUNR_MDC_KEY;

import io.chasqui.platform.log.Mdc;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs of deliveries that have not run yet, as {@link JobTextWriter} writes them, and nothing
 * else: those that workers take. JobRunr's mapper reads them too, and takes ten times as long.
 */
final class JobTextReader {

  private static final String CONTEXT = JOBRUNR_MDC_KEY + "-" + Mdc.CORRELATION_ID;

  private static final String TEXT = "[^\"\\\\]++";

  /** In quotes; what has to be escaped is left to JobRunr's mapper. */
  private static final Pattern WAITING_JOB =
      Pattern.compile(
          String.join(
                  "",
                  "\\{'id':'(?<id>TEXT)','version':(?<version>[1-9]\\d{0,8}),",
                  "'jobDetails':\\{'className':'(?<contract>TEXT)','methodName':'(?<method>TEXT)',",
                  "'jobParameters':\\[\\{'className':'java.util.UUID',",
                  "'actualClassName':'java.util.UUID','object':'\\k<id>'\\}\\],'cacheable':false\\},",
                  "'jobHistory':\\[\\{'@class':'org.jobrunr.jobs.states.ScheduledState',",
                  "'state':'SCHEDULED','createdAt':'(?<created>TEXT)','scheduledAt':'(?<due>TEXT)'",
                  "(?:,'reason':'(?<reason>TEXT)')?\\}",
                  "(?:,\\{'@class':'org.jobrunr.jobs.states.EnqueuedState',",
                  "'state':'ENQUEUED','createdAt':'(?<enqueued>TEXT)'\\})?\\],",
                  "'metadata':\\{'@class':'java.util.concurrent.ConcurrentHashMap',",
                  "'"
                      + CONTEXT
                      + "':'(?<correlation>TEXT)'\\},'jobSignature':'(?<signature>TEXT)',",
                  "'jobName':'(?<name>TEXT)','amountOfRetries':(?<retries>\\d{1,9}),'labels':\\[\\]\\}")
              .replace('\'', '"')
              .replace("TEXT", TEXT));

  private JobTextReader() {}

  /** Null: it is not of that shape, and JobRunr's mapper must judge it. */
  static @Nullable Job read(String json) {
    Matcher found = WAITING_JOB.matcher(json);
    if (!found.matches() || !JobContracts.isContract(found.group("contract"))) {
      return null;
    }
    try {
      Job job = job(found);
      return job.getJobSignature().equals(found.group("signature")) ? job : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  private static Job job(Matcher found) {
    UUID id = UUID.fromString(found.group("id"));
    Job job =
        new Job(
            id,
            Integer.parseInt(found.group("version")),
            new JobDetails(
                found.group("contract"),
                null,
                found.group("method"),
                List.of(new JobParameter(id))),
            history(found),
            new ConcurrentHashMap<>(Map.of(CONTEXT, found.group("correlation"))));
    job.setJobName(found.group("name"));
    job.setAmountOfRetries(Integer.valueOf(found.group("retries")));
    return job;
  }

  private static List<JobState> history(Matcher found) {
    List<JobState> history = new ArrayList<>();
    history.add(
        new ScheduledState(
            Instant.parse(found.group("due")),
            found.group("reason"),
            Instant.parse(found.group("created"))));
    String enqueued = found.group("enqueued");
    if (enqueued != null) {
      history.add(new EnqueuedState(Instant.parse(enqueued)));
    }
    return history;
  }
}
