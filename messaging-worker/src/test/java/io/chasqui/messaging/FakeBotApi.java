package io.chasqui.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.MultipartReader;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A Bot API that behaves like Telegram's as far as the worker needs it: it takes messages, hands
 * out file ids, holds questions for updates, and answers as a test's script says.
 */
public final class FakeBotApi implements AutoCloseable {

  public static final String TOKEN = "123456789:AAcanaryTokenThatMustNotBeSeen_12345";
  public static final long BOT_ID = 123456789;

  private final MockWebServer server = new MockWebServer();
  private final ObjectMapper json = new ObjectMapper();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Deque<Function<Call, Optional<MockResponse>>>> scripts =
      new HashMap<>();
  private final List<String> knownFiles = new ArrayList<>();
  private final List<String> updates = new ArrayList<>();
  private int confirmed;
  private int messages;
  private int polls;
  private int mostPolls;
  private boolean closed;

  /**
   * @param fields those of the request, whatever its form; files are left out
   * @param fileName null: no file was uploaded
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Call(
      String method, Map<String, String> fields, @Nullable String fileName, byte[] file) {

    public String field(String name) {
      return fields.getOrDefault(name, "");
    }

    public boolean isUpload() {
      return fileName != null;
    }
  }

  public static FakeBotApi start() {
    FakeBotApi api = new FakeBotApi();
    api.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return api.answer(request);
          }
        });
    try {
      api.server.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return api;
  }

  public String url() {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  /** All calls but getUpdates, in the order in which they were read whole. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  public List<Call> calls(String method) {
    return calls().stream().filter(call -> call.method().equals(method)).toList();
  }

  /** Answers the method's next call with this. */
  public synchronized void next(String method, MockResponse response) {
    next(method, call -> Optional.of(response));
  }

  /** Answers the method's next call with this; empty: as usual. */
  public synchronized void next(String method, Function<Call, Optional<MockResponse>> script) {
    scripts.computeIfAbsent(method, any -> new ArrayDeque<>()).add(script);
  }

  /** A person writes to the bot; {@code message} is JSON. */
  public synchronized void personWrites(String message) {
    updates.add("{\"update_id\":%d,\"message\":%s}".formatted(updates.size() + 1, message));
    notifyAll();
  }

  public synchronized void forgetFiles() {
    knownFiles.clear();
  }

  /** Questions for updates that are being held now. */
  public synchronized int polls() {
    return polls;
  }

  /** The most questions for updates that were ever held at once. */
  public synchronized int mostPolls() {
    return mostPolls;
  }

  public static MockResponse refusal(int status, String description, String parameters) {
    return json("""
    {"ok":false,"error_code":%d,"description":"%s","parameters":%s}
    """
            .formatted(status, description, parameters))
        .code(status)
        .build();
  }

  public static MockResponse refusal(int status, String description) {
    return refusal(status, description, "{}");
  }

  /** Takes the request whole and then hangs up without a word. */
  public static MockResponse hangUp() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  /** The answer to a question for updates. */
  public static MockResponse news(String... updates) {
    return json("{\"ok\":true,\"result\":[%s]}".formatted(String.join(",", updates))).build();
  }

  public static MockResponse page(int status) {
    return new MockResponse.Builder().code(status).body("<html>nginx</html>").build();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.close();
  }

  private MockResponse answer(RecordedRequest request) throws InterruptedException {
    String prefix = "/bot" + TOKEN + "/";
    if (!request.getTarget().startsWith(prefix)) {
      return refusal(401, "Unauthorized");
    }
    Call call = read(request, request.getTarget().substring(prefix.length()));
    if (call.method().equals("getUpdates")) {
      Optional<MockResponse> scripted = scripted(call);
      return scripted.isPresent() ? scripted.get() : answerPoll(call);
    }
    synchronized (this) {
      calls.add(call);
    }
    Optional<MockResponse> scripted = scripted(call);
    return scripted.isPresent() ? scripted.get() : accept(call);
  }

  private Optional<MockResponse> scripted(Call call) {
    Function<Call, Optional<MockResponse>> script;
    synchronized (this) {
      script = scripts.getOrDefault(call.method(), new ArrayDeque<>()).poll();
    }
    return script == null ? Optional.empty() : script.apply(call);
  }

  private synchronized MockResponse accept(Call call) {
    String document = "";
    if (call.method().equals("sendDocument")) {
      String fileId = call.field("document");
      if (call.isUpload()) {
        fileId = "file-" + (knownFiles.size() + 1);
        knownFiles.add(fileId);
      } else if (!knownFiles.contains(fileId)) {
        return refusal(400, "Bad Request: wrong remote file identifier specified: wrong padding");
      }
      document = ",\"document\":{\"file_id\":\"%s\"}".formatted(fileId);
    }
    messages++;
    return json("{\"ok\":true,\"result\":{\"message_id\":%d,\"chat\":{\"id\":%s}%s}}"
            .formatted(messages, call.field("chat_id"), document))
        .build();
  }

  private synchronized MockResponse answerPoll(Call call) throws InterruptedException {
    polls++;
    mostPolls = Math.max(mostPolls, polls);
    try {
      confirmed = Math.max(confirmed, Integer.parseInt(call.field("offset")) - 1);
      int from = confirmed + 1;
      long until =
          System.nanoTime() + Duration.ofSeconds(Long.parseLong(call.field("timeout"))).toNanos();
      while (updates.size() < from && !closed && System.nanoTime() < until) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
      List<String> news = updates.subList(Math.min(from - 1, updates.size()), updates.size());
      return news(news.toArray(String[]::new));
    } finally {
      polls--;
    }
  }

  private Call read(RecordedRequest request, String method) {
    try {
      Buffer body = new Buffer().write(request.getBody());
      String type = String.valueOf(request.getHeaders().get("Content-Type"));
      return type.startsWith("multipart/")
          ? readForm(method, new MultipartReader(body, type.split("boundary=")[1]))
          : readJson(method, json.readTree(body.readUtf8()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Call readJson(String method, JsonNode body) {
    Map<String, String> fields = new HashMap<>();
    body.forEachEntry(
        (name, value) -> fields.put(name, value.isValueNode() ? value.asText() : value.toString()));
    return new Call(method, fields, null, new byte[0]);
  }

  private static Call readForm(String method, MultipartReader form) throws IOException {
    Map<String, String> fields = new HashMap<>();
    String fileName = null;
    byte[] file = new byte[0];
    for (MultipartReader.Part part = form.nextPart(); part != null; part = form.nextPart()) {
      String disposition = String.valueOf(part.headers().get("Content-Disposition"));
      String name = quoted(disposition, " name=");
      if (disposition.contains("filename=")) {
        fileName = quoted(disposition, " filename=");
        file = part.body().readByteArray();
      } else {
        fields.put(name, part.body().readUtf8());
      }
    }
    return new Call(method, fields, fileName, file);
  }

  private static String quoted(String disposition, String key) {
    int start = disposition.indexOf(key + "\"") + key.length() + 1;
    return disposition.substring(start, disposition.indexOf('"', start));
  }

  private static MockResponse.Builder json(String body) {
    return new MockResponse.Builder().addHeader("Content-Type", "application/json").body(body);
  }
}
