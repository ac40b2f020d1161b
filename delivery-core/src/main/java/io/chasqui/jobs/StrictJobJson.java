package io.chasqui.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectMapper.DefaultTyping;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.jobrunr.JobRunrException;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/**
 * Reads jobs as Chasqui writes them, and nothing else. JobRunr's own mapper makes an object of any
 * class that a row names, and calls any method: whoever can write the table could run anything.
 */
public final class StrictJobJson extends JacksonJsonMapper {

  private static final Set<Class<?>> KNOWN_TYPES =
      Set.of(
          ArrayList.class,
          ConcurrentHashMap.class,
          ConcurrentLinkedQueue.class,
          CopyOnWriteArrayList.class,
          UUID.class);

  private final ObjectMapper mapper;

  StrictJobJson() {
    this(new ObjectMapper());
  }

  private StrictJobJson(ObjectMapper mapper) {
    super(mapper);
    this.mapper = mapper;
  }

  /** Called by the constructor of the superclass. */
  @Override
  protected ObjectMapper initObjectMapper(ObjectMapper mapper, boolean moduleAutoDiscover) {
    return super.initObjectMapper(mapper, moduleAutoDiscover)
        .setPolymorphicTypeValidator(knownTypes())
        .activateDefaultTypingAsProperty(
            knownTypes(), DefaultTyping.NON_CONCRETE_AND_ARRAYS, "@class");
  }

  /** Jobs of deliveries by {@link JobTextWriter}: the same text, sooner. */
  @Override
  public String serialize(Object object) {
    String text = object instanceof Job job ? JobTextWriter.write(job) : null;
    return text == null ? super.serialize(object) : text;
  }

  /**
   * @throws UnknownMethod when a job is not a call of a job contract with ids, of this version or
   *     of another: the dashboard shows those of a newer one too
   * @throws JobRunrException when it cannot be read, or names a type that jobs do not have
   */
  @Override
  public <T> T deserialize(String json, Class<T> type) {
    if (type == RecurringJob.class) {
      throw new UnknownMethod();
    }
    if (type != Job.class) {
      return super.deserialize(json, type);
    }
    Job waiting = JobTextReader.read(json);
    return waiting == null ? readJob(json, type) : type.cast(waiting);
  }

  private <T> T readJob(String json, Class<T> type) {
    try {
      JsonNode job = mapper.readTree(json);
      requireKnownMethod(job.path("jobDetails"));
      return mapper.treeToValue(job, type);
    } catch (JsonProcessingException e) {
      throw new JobRunrException("A job cannot be read", e);
    }
  }

  /** Before it is made an object of: that makes objects of the classes its parameters name. */
  private static void requireKnownMethod(JsonNode details) {
    boolean isKnown =
        JobContracts.isContract(details.path("className").asText())
            && !details.hasNonNull("staticFieldName")
            && areIds(details.path("jobParameters"));
    if (!isKnown) {
      throw new UnknownMethod();
    }
  }

  private static boolean areIds(JsonNode parameters) {
    return StreamSupport.stream(parameters.spliterator(), false).allMatch(StrictJobJson::isId);
  }

  private static boolean isId(JsonNode parameter) {
    String id = UUID.class.getName();
    return parameter.path("className").asText().equals(id)
        && parameter.path("actualClassName").asText(id).equals(id);
  }

  private static PolymorphicTypeValidator knownTypes() {
    BasicPolymorphicTypeValidator.Builder types =
        BasicPolymorphicTypeValidator.builder().allowIfSubType("org.jobrunr.jobs.");
    KNOWN_TYPES.forEach(type -> types.allowIfSubType(type.getName()));
    return types.build();
  }

  /** A job calls what no worker of any version offers. */
  public static final class UnknownMethod extends JobRunrException {

    private static final long serialVersionUID = 1L;

    UnknownMethod() {
      super("A job calls a method that no worker offers");
    }
  }
}
