package example.notes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, as a process of its own with a database in a file. */
class NotesIT {

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theDatabaseIsWholeAfterARestart() throws Exception {
    try (Server server = new Server("first")) {
      server.send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString("Kept")), "drafts/kept");
      HttpRequest.Builder upload = HttpRequest.newBuilder().POST(BodyPublishers.ofString("bytes"));
      assertThat(server.send(upload, "notes/kept").statusCode()).isEqualTo(201);
      server.send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString("Open")), "drafts/open");

      assertThat(server.stop()).contains("Coffer is closed.");
    }
    try (Server server = new Server("second")) {
      assertThat(server.send(HttpRequest.newBuilder(), "notes/1/attachment").body())
          .isEqualTo("bytes");
      assertThat(server.send(HttpRequest.newBuilder(), "drafts/open").body()).contains("Open");
    }
  }

  private final class Server implements AutoCloseable {

    private final Path log;
    private final URI root;
    private final Process process;

    Server(String name) throws Exception {
      log = directory.resolve(name + ".log");
      int port = freePort();
      root = URI.create("http://127.0.0.1:" + port + "/");
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dquarkus.http.port=" + port,
                  "-Dquarkus.datasource.jdbc.url=jdbc:h2:" + directory.resolve("notes"),
                  "-jar",
                  Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!answers()) {
        if (System.nanoTime() > end || process.waitFor(200, TimeUnit.MILLISECONDS)) {
          close();
          throw new IllegalStateException("It did not start:\n" + Files.readString(log));
        }
      }
    }

    private boolean answers() throws InterruptedException {
      try {
        send(HttpRequest.newBuilder(), "drafts/none");
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    HttpResponse<String> send(HttpRequest.Builder request, String path)
        throws IOException, InterruptedException {
      String type = path.startsWith("drafts") ? "text/plain" : "application/octet-stream";
      return client.send(
          request.uri(root.resolve(path)).header("Content-Type", type).build(),
          BodyHandlers.ofString(UTF_8));
    }

    /** Ends it in an orderly way, and gives what it has logged. */
    String stop() throws IOException, InterruptedException {
      close();
      return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
