package example.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** The provisioned server, as a process of its own at free ports of the loopback interface. */
final class Server implements AutoCloseable {

  private static final Path HOME = Path.of("target", "server").toAbsolutePath();
  private static final Path LOG = Path.of("target", "server.log").toAbsolutePath();
  private static final Duration START = Duration.ofSeconds(120);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;
  private final Process process;

  private Server(URI root, Process process) {
    this.root = root;
    this.process = process;
  }

  /** Starts it and waits until the ledger answers. */
  static Server start() throws IOException, InterruptedException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djboss.home.dir=" + HOME,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + freePort(),
                "-jar",
                HOME.resolve("jboss-modules.jar").toString(),
                "-mp",
                HOME.resolve("modules").toString(),
                "org.jboss.as.standalone")
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    Server server = new Server(URI.create("http://127.0.0.1:" + port + "/ledger/"), process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end || process.waitFor(200, TimeUnit.MILLISECONDS)) {
        close();
        throw new IllegalStateException("The server did not start:\n" + Files.readString(LOG));
      }
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      // Until the ledger is deployed, the server knows no such path.
      return get("proof").statusCode() != 404;
    } catch (IOException e) {
      return false;
    }
  }

  /** Adds a user as the script add-user does. */
  static void addUser(String name, String password, String role)
      throws IOException, GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("MD5")
            .digest((name + ":ApplicationRealm:" + password).getBytes(UTF_8));
    add("application-users.properties", name + "=" + HexFormat.of().formatHex(digest));
    add("application-roles.properties", name + "=" + role);
  }

  private static void add(String file, String line) throws IOException {
    Path path = HOME.resolve(Path.of("standalone", "configuration", file));
    Files.writeString(path, "\n" + line + "\n", APPEND);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(root.resolve(path)).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(root.resolve(path)).POST(BodyPublishers.ofString(body)));
  }

  /** A request of a user. */
  HttpRequest.Builder request(String user, String password, String path) {
    String account = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Basic " + account);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(
        request.setHeader("Content-Type", "application/octet-stream").build(),
        BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Stops it in an orderly way, and by force where it does not obey. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
  }
}
