package dev.coffer.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.JavaCommand;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A repository on a server process with the interface of S3: {@code -Ps3}. */
@EnabledIfSystemProperty(named = "coffer.test.s3", matches = "true")
class S3RepositoryTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path directory = Path.of("");

  private int port;
  private @Nullable Process server;

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.createDirectories(directory.resolve("data/backups"));
    Path settings = directory.resolve("s3proxy.conf");
    Files.write(
        settings,
        List.of(
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=id",
            "s3proxy.credential=secret",
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.ignore-unknown-headers=true",
            "jclouds.provider=filesystem",
            "jclouds.identity=id",
            "jclouds.credential=secret",
            "jclouds.filesystem.basedir=" + directory.resolve("data")));
    server =
        // The server writes its log to the standard output, and this library logs that again.
        new JavaCommand()
            .without(List.of("slf4j-jdk14"))
            .running(Class.forName("org.gaul.s3proxy.Main"), "--properties", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    for (int i = 0; i < 300 && !answers(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.requestChecksumCalculation", "when_required");
    System.setProperty("s3.spi.endpoint-protocol", "http");
    System.setProperty("s3.spi.force-path-style", "true");
  }

  private boolean answers() throws InterruptedException {
    try {
      var unused =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build(),
                  BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.destroyForcibly();
      server.onExit().join();
    }
  }

  private static BlobId frame(int number) {
    return BlobId.ofIdentity(
        BlobKind.FRAME, ("content " + number).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(int number) {
    byte[] bytes = new byte[10_000];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  private static void fill(BackupRepository repository, int from, int to) {
    try (BlobStore blobs = repository.blobs()) {
      for (int i = from; i < to; i++) {
        blobs.add(frame(i), bytes(i));
      }
      blobs.flush();
    }
  }

  @Test
  void isWrittenReadCheckedAndPruned() {
    Path root = Path.of(URI.create("s3x://id:secret@127.0.0.1:" + port + "/backups/coffer/"));
    BackupRepository repository = BackupRepository.openOrCreate(root, null);
    fill(repository, 0, 20);
    fill(repository, 20, 40);
    String snapshot = repository.addSnapshot(bytes(1));
    Set<BlobId> used = new HashSet<>();
    for (int i = 0; i < 25; i++) {
      used.add(frame(i));
    }
    Instant now = Instant.now();
    assertThat(repository.prune(used, DAY, now, false).rewritten()).isEqualTo(1);
    Instant later = now.plus(DAY.multipliedBy(2));
    assertThat(repository.prune(used, DAY, later, false).deleted()).isEqualTo(1);

    BackupRepository again = BackupRepository.open(root, null);
    assertThat(again.snapshots()).containsExactly(snapshot);
    assertThat(again.readSnapshot(snapshot)).isEqualTo(bytes(1));
    try (BlobStore blobs = again.blobs()) {
      for (int i = 0; i < 25; i++) {
        assertThat(blobs.read(frame(i))).isEqualTo(bytes(i));
      }
      Inspection inspection = again.inspection();
      inspection.checkAll(blobs);
      assertThat(inspection.headProblems()).isEmpty();
      assertThat(inspection.listProblems()).isEmpty();
      assertThat(blobs.unneededProblems()).isEmpty();
    }
  }
}
