package io.chasqui.email.smtp;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that plays a script: command, reply, how often. What the script leaves out is
 * answered politely. Commands are {@code CONNECT EHLO STARTTLS AUTH MAIL RCPT DATA . RSET NOOP}.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

  /** Reads on and answers nothing. */
  public static final String HANG = "HANG";

  /** Sends a byte now and then, and never an end of the line. */
  public static final String DRIP = "DRIP";

  /** Closes in good order. */
  public static final String CLOSE = "CLOSE";

  /** Closes by RST. */
  public static final String RESET = "RESET";

  /** After a reply: closes the connection. */
  public static final String THEN_CLOSE = " THEN_CLOSE";

  /** After a reply: reads nothing more, and does not close. */
  public static final String THEN_HANG = " THEN_HANG";

  private static final Map<String, String> POLITE =
      Map.of(
          "CONNECT", "220 localhost ready",
          "STARTTLS", "220 go ahead",
          "AUTH", "235 2.7.0 welcome",
          "MAIL", "250 2.1.0 ok",
          "RCPT", "250 2.1.5 ok",
          "DATA", "354 go on",
          ".", "250 2.0.0 Ok: queued as 4XyZ12",
          "RSET", "250 2.0.0 ok",
          "NOOP", "250 2.0.0 ok",
          "QUIT", "221 2.0.0 bye");

  private final ServerSocket listening;
  private final Map<String, Deque<String>> script = new ConcurrentHashMap<>();
  private final Map<String, String> always = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable SSLContext tls;
  private volatile boolean implicitTls;
  private volatile String mechanisms = "PLAIN LOGIN XOAUTH2";

  public ScriptedSmtpServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    start(this::accept);
  }

  /** Answers a command so, once for each reply; multi-line replies are separated by {@code \n}. */
  public ScriptedSmtpServer once(String command, String... replies) {
    script.computeIfAbsent(command, verb -> new ConcurrentLinkedDeque<>()).addAll(List.of(replies));
    return this;
  }

  /** Answers a command always so. */
  public ScriptedSmtpServer always(String command, String reply) {
    always.put(command, reply);
    return this;
  }

  /** Offers STARTTLS, or speaks TLS from the first byte. */
  public ScriptedSmtpServer with(SSLContext context, boolean fromTheFirstByte) {
    tls = context;
    implicitTls = fromTheFirstByte;
    return this;
  }

  /** Forgets the script, and what was received; connections stay open. */
  public void reset() {
    script.clear();
    always.clear();
    received.clear();
    messages.clear();
  }

  public ScriptedSmtpServer offering(String authMechanisms) {
    mechanisms = authMechanisms;
    return this;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Commands and log-in lines, oldest first. */
  public List<String> received() {
    return received;
  }

  public List<String> messages() {
    return messages;
  }

  /** All that clients have sent, byte by byte: a character each, with line ends as they came. */
  public String heard() {
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  public int connections() {
    return connections.get();
  }

  /** Closes every connection, as a server does with idle ones. */
  public void dropConnections() {
    open.forEach(ScriptedSmtpServer::closeQuietly);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listening.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    dropConnections();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        open.add(socket);
        start(() -> converse(socket));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void converse(Socket socket) {
    try {
      new Conversation(implicitTls ? encrypt(socket) : socket, implicitTls).run();
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test has ended.
    } finally {
      closeQuietly(socket);
    }
  }

  private SSLSocket encrypt(Socket socket) throws IOException {
    SSLContext context = tls;
    if (context == null) {
      throw new IOException("no TLS");
    }
    SSLSocket encrypted =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    return encrypted;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed already.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  private final class Recording extends FilterInputStream {

    Recording(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      heard.write(buffer, offset, Math.max(0, read));
      return read;
    }
  }

  private final class Conversation {

    private Socket socket;
    private boolean encrypted;
    private BufferedReader in;
    private OutputStream out;

    Conversation(Socket socket, boolean encrypted) throws IOException {
      this.socket = socket;
      this.encrypted = encrypted;
      this.in = reader(socket);
      this.out = socket.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
      if (!answer("CONNECT").startsWith("220")) {
        return;
      }
      String line;
      while ((line = in.readLine()) != null) {
        received.add(line);
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO", "HELO" -> answer("EHLO");
          case "STARTTLS" -> startTls();
          case "AUTH" -> logIn(line);
          case "DATA" -> takeMessage();
          default -> answer(verb);
        }
        if (verb.equals("QUIT")) {
          return;
        }
      }
    }

    private void startTls() throws IOException, InterruptedException {
      if (answer("STARTTLS").startsWith("220")) {
        socket = encrypt(socket);
        encrypted = true;
        in = reader(socket);
        out = socket.getOutputStream();
      }
    }

    private void logIn(String line) throws IOException, InterruptedException {
      if (line.equals("AUTH LOGIN")) {
        send("334 VXNlcm5hbWU6");
        received.add(in.readLine());
        send("334 UGFzc3dvcmQ6");
        received.add(in.readLine());
      }
      answer("AUTH");
    }

    private void takeMessage() throws IOException, InterruptedException {
      if (!answer("DATA").startsWith("354")) {
        return;
      }
      StringBuilder message = new StringBuilder();
      String line;
      while ((line = in.readLine()) != null && !line.equals(".")) {
        message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      if (line != null) {
        messages.add(message.toString());
        received.add(".");
        answer(".");
      }
    }

    private String answer(String command) throws IOException, InterruptedException {
      Deque<String> scripted = script.get(command);
      String next = scripted == null ? null : scripted.poll();
      String reply = next != null ? next : always.getOrDefault(command, polite(command));
      if (reply.equals(HANG)) {
        closed.await();
        throw new IOException("the test has ended");
      }
      if (reply.equals(DRIP)) {
        while (!closed.await(50, TimeUnit.MILLISECONDS)) {
          out.write('2');
          out.flush();
        }
        throw new IOException("the test has ended");
      }
      if (reply.equals(RESET)) {
        socket.setSoLinger(true, 0);
        throw new IOException("reset");
      }
      if (reply.equals(CLOSE)) {
        throw new IOException("close");
      }
      boolean thenClose = reply.endsWith(THEN_CLOSE);
      send(reply.replace(THEN_CLOSE, "").replace(THEN_HANG, ""));
      if (reply.endsWith(THEN_HANG)) {
        closed.await();
      }
      if (thenClose) {
        throw new IOException("close");
      }
      return reply;
    }

    private String polite(String command) {
      if (!command.equals("EHLO")) {
        return POLITE.getOrDefault(command, "500 5.5.1 what?");
      }
      String startTls = tls != null && !encrypted ? "\n250-STARTTLS" : "";
      return "250-localhost" + startTls + "\n250-AUTH " + mechanisms + "\n250 HELP";
    }

    private void send(String lines) throws IOException {
      out.write((lines.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    private BufferedReader reader(Socket socket) throws IOException {
      return new BufferedReader(
          new InputStreamReader(
              new Recording(socket.getInputStream()), StandardCharsets.ISO_8859_1));
    }
  }
}
