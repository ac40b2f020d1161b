package io.chasqui.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * An OpenID provider on loopback with one client. Whoever comes is logged in at once, as {@link
 * #idToken} says; what the client sends is checked as strictly as a real one would.
 */
final class OpenIdProvider implements AutoCloseable {

  static final String CLIENT_ID = "chasqui";
  private static final String CLIENT_SECRET = "known to the client alone";
  private static final ObjectMapper json = new ObjectMapper();

  final IdToken idToken;

  /** Of whom the user info endpoint tells. */
  volatile String userInfoSubject = IdToken.SUBJECT;

  /** What the authorization endpoint sends back in the place of the client's; null: the same. */
  volatile String state;

  /** What the authorization endpoint answers in the place of a code; null: a code. */
  volatile String error;

  /** What it was asked last at the end of a session; null: nothing yet. */
  volatile Map<String, String> logout;

  private final HttpServer http;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  OpenIdProvider() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    idToken = new IdToken(issuer());
    http.createContext("/.well-known/openid-configuration", this::discovery);
    http.createContext("/keys", call -> answer(call, 200, keys()));
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.createContext("/userinfo", this::userInfo);
    http.createContext("/logout", this::logOut);
    http.start();
  }

  String issuer() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /** What points a server at it. */
  List<String> settings() {
    String client = "--spring.security.oauth2.client.registration.company.";
    return List.of(
        client + "client-id=" + CLIENT_ID,
        client + "client-secret=" + CLIENT_SECRET,
        client + "client-name=The company",
        client + "scope=openid,profile",
        "--spring.security.oauth2.client.provider.company.issuer-uri=" + issuer());
  }

  /** As an honest provider that knows nobody's roles. */
  void reset() {
    idToken.reset();
    userInfoSubject = IdToken.SUBJECT;
    state = null;
    error = null;
    logout = null;
  }

  private void discovery(HttpExchange call) throws IOException {
    answer(
        call,
        200,
        Map.of(
            "issuer", issuer(),
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "userinfo_endpoint", issuer() + "/userinfo",
            "end_session_endpoint", issuer() + "/logout",
            "jwks_uri", issuer() + "/keys",
            "response_types_supported", List.of("code"),
            "subject_types_supported", List.of("public"),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  private Map<String, Object> keys() {
    return new JWKSet(idToken.published()).toJSONObject();
  }

  private void authorize(HttpExchange call) throws IOException {
    Map<String, String> asked = parameters(call.getRequestURI().getRawQuery());
    if (!CLIENT_ID.equals(asked.get("client_id"))
        || !"code".equals(asked.get("response_type"))
        || !"S256".equals(asked.get("code_challenge_method"))
        || !Arrays.asList(asked.get("scope").split(" ")).contains("openid")) {
      answer(call, 400, Map.of("error", "invalid_request"));
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    String result = error == null ? "code=" + code : "error=" + encoded(error);
    String answeredState = state == null ? asked.get("state") : state;
    redirect(call, asked.get("redirect_uri") + "?" + result + "&state=" + encoded(answeredState));
  }

  private void token(HttpExchange call) throws IOException {
    Map<String, String> sent = parameters(text(call));
    Map<String, String> asked = codes.remove(sent.getOrDefault("code", ""));
    if (!isTheClient(call)) {
      answer(call, 401, Map.of("error", "invalid_client"));
    } else if (asked == null
        || !"authorization_code".equals(sent.get("grant_type"))
        || !asked.get("redirect_uri").equals(sent.get("redirect_uri"))
        || !asked.get("code_challenge").equals(challenge(sent.get("code_verifier")))) {
      answer(call, 400, Map.of("error", "invalid_grant"));
    } else {
      answer(
          call,
          200,
          Map.of(
              "access_token",
              "for the user info",
              "token_type",
              "Bearer",
              "expires_in",
              60,
              "id_token",
              signed(asked.get("nonce"))));
    }
  }

  private String signed(String nonce) {
    try {
      return idToken.signed(CLIENT_ID, nonce);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void userInfo(HttpExchange call) throws IOException {
    boolean isKnown =
        "Bearer for the user info".equals(call.getRequestHeaders().getFirst("Authorization"));
    answer(
        call, isKnown ? 200 : 401, isKnown ? Map.of("sub", userInfoSubject) : Map.of("error", "x"));
  }

  private void logOut(HttpExchange call) throws IOException {
    logout = parameters(call.getRequestURI().getRawQuery());
    redirect(call, logout.get("post_logout_redirect_uri"));
  }

  private static boolean isTheClient(HttpExchange call) {
    String pair = encoded(CLIENT_ID) + ":" + encoded(CLIENT_SECRET);
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return ("Basic " + basic).equals(call.getRequestHeaders().getFirst("Authorization"));
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> parameters(String form) {
    return Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String text(HttpExchange call) throws IOException {
    return new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void redirect(HttpExchange call, String to) throws IOException {
    call.getResponseHeaders().set("Location", to);
    call.sendResponseHeaders(302, -1);
    call.close();
  }

  private static void answer(HttpExchange call, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
