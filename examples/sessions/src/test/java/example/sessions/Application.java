package example.sessions;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application as a process of its own, at a port that stays the same over its restarts. */
final class Application {

  private static final Duration START = Duration.ofSeconds(120);

  private final int port = freePort();
  private final Path directory;
  private Process process;

  Application(Path directory) throws IOException {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  void start(String... settings) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SessionsApplication.class.getName(),
                "--server.port=" + port,
                "--spring.datasource.url=jdbc:h2:"
                    + directory.resolve("sessions")
                    + ";WRITE_DELAY=0"));
    command.addAll(List.of(settings));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long end = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end || process.waitFor(100, TimeUnit.MILLISECONDS)) {
        kill();
        throw new IllegalStateException("It did not start:\n" + Files.readString(log));
      }
    }
  }

  /** Waits for a text in the log. */
  void awaitInLog(String text) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    long end = System.nanoTime() + START.toNanos();
    while (!Files.readString(log).contains(text)) {
      if (System.nanoTime() > end || process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("'" + text + "' is not logged:\n" + Files.readString(log));
      }
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return new Browser("none").get("/cart").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it in an orderly way. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("It did not end.");
    }
  }

  /** Ends it at once. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A browser with its own cookies. */
  final class Browser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String name;

    Browser(String name) {
      this.name = name;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
      return send(HttpRequest.newBuilder().GET(), path);
    }

    HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
      return send(
          HttpRequest.newBuilder()
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("X-CSRF-TOKEN", get("/csrf").body())
              .POST(BodyPublishers.ofString(form)),
          path);
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
      return send(
          HttpRequest.newBuilder().header("X-CSRF-TOKEN", get("/csrf").body()).DELETE(), path);
    }

    int logIn(String user, String password) throws IOException, InterruptedException {
      String form =
          "username=%s&password=%s"
              .formatted(user, URLEncoder.encode(password, StandardCharsets.UTF_8));
      return post("/login", form).statusCode();
    }

    /** The cookie of the session. */
    HttpCookie cookie() {
      return cookies.getCookieStore().getCookies().stream()
          .filter(cookie -> cookie.getName().equals("SESSION"))
          .findAny()
          .orElseThrow();
    }

    void use(HttpCookie cookie) {
      cookies.getCookieStore().removeAll();
      cookies.getCookieStore().add(root(), cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
        throws IOException, InterruptedException {
      return client.send(
          request.uri(root().resolve(path)).header("User-Agent", name).build(),
          BodyHandlers.ofString());
    }

    private URI root() {
      return URI.create("http://127.0.0.1:" + port + "/");
    }
  }
}
