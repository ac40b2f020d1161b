package io.chasqui.quickstart.e2e;

import io.chasqui.quickstart.Quickstart;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A curl line as the README shows it, done without curl: {@code -X}, {@code -H}, {@code -d} and
 * {@code --data-binary @file} are understood, and every other option is refused. Words may be in
 * single or double quotes.
 */
record CurlLine(List<String> words) {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** The curl lines of a page, with the backslashes at their ends resolved. */
  static List<CurlLine> in(String page) {
    return Stream.of(page.replace("\\\n", " ").split("\n"))
        .map(String::strip)
        .filter(line -> line.startsWith("curl "))
        .map(CurlLine::parse)
        .toList();
  }

  private static CurlLine parse(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(line); word.find(); ) {
      words.add(
          IntStream.rangeClosed(1, 3)
              .mapToObj(word::group)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow());
    }
    return new CurlLine(words.subList(1, words.size()));
  }

  /**
   * @param quickstart whose addresses are taken in place of the README's, and what the page calls
   *     {@code $KEY}
   * @param file the content of every {@code @file}
   */
  HttpRequest request(Quickstart quickstart, byte[] file) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    String method = null;
    HttpRequest.BodyPublisher body = BodyPublishers.noBody();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-X" -> method = words.get(++i);
        case "-H" -> {
          String[] header = words.get(++i).replace("$KEY", quickstart.apiKey()).split(": ", 2);
          request.header(header[0], header[1]);
        }
        case "-d" -> {
          body = BodyPublishers.ofString(atStandIns(words.get(++i), quickstart));
          method = method == null ? "POST" : method;
        }
        case "--data-binary" -> {
          i++;
          body = BodyPublishers.ofByteArray(file);
        }
        default -> {
          if (!word.startsWith("http://127.0.0.1:")) {
            throw new IllegalArgumentException("The test does not know curl's " + word);
          }
          request.uri(quickstart.serverUri().resolve(URI.create(word).getPath()));
        }
      }
    }
    return request.method(method == null ? "GET" : method, body).build();
  }

  private static String atStandIns(String body, Quickstart quickstart) {
    return body.replace("http://127.0.0.1:8028", quickstart.pushServiceUri().toString())
        .replace("http://127.0.0.1:8029", quickstart.webhookReceiverUri().toString());
  }
}
