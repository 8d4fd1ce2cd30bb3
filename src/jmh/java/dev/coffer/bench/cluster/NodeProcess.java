package dev.coffer.bench.cluster;

import dev.coffer.bench.server.Schema;
import dev.coffer.record.RecordCacheMode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node in a JVM of its own, as the benchmark sees it. For one thread. */
public final class NodeProcess implements AutoCloseable {

  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private NodeProcess(Process process) {
    this.process = process;
    this.commands = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Starts a node with Coffer. */
  public static NodeProcess coffer(Schema schema, RecordCacheMode mode, long entries)
      throws IOException {
    return start(
        System.getProperty("java.class.path"),
        CofferNode.class,
        schema.url(),
        schema.user(),
        schema.password(),
        mode.name(),
        String.valueOf(entries));
  }

  static NodeProcess start(String classPath, Class<? extends Node> program, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-Xms512m",
                "-Xmx512m",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file", ""),
                "-cp",
                classPath,
                program.getName()));
    command.addAll(List.of(arguments));
    NodeProcess node =
        new NodeProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    node.answer();
    return node;
  }

  /** The directory of the classes of the benchmark. */
  static String benchmarks() {
    try {
      return Path.of(NodeProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores this number of values of 1 KB. */
  public void fill(int count) throws IOException {
    ask("fill " + count);
  }

  /** Reads random ones of this number of keys. Returns the reads a second. */
  public double read(int keys, long nanos) throws IOException {
    return Double.parseDouble(ask("read " + keys + " " + nanos));
  }

  /** Overwrites random ones of this number of keys. Returns the writes a second. */
  public double write(int keys, long nanos) throws IOException {
    return Double.parseDouble(ask("write " + keys + " " + nanos));
  }

  /**
   * Writes a key again and again, while another node reads it. Returns for each write the time from
   * its acknowledgement to the begin of the other's latest read of an older value, in milliseconds;
   * 0 if no read that began later returned an older value.
   */
  public double[] ages(NodeProcess other, String key, int writes, long pauseMicros)
      throws IOException {
    String watching = other.ask("observe " + writes + " " + key);
    if (!watching.equals("watching")) {
      throw new IllegalStateException(watching);
    }
    long[] acknowledged = times(ask("publish " + writes + " " + key + " " + pauseMicros));
    long[] older = times(other.answer());
    double[] ages = new double[writes];
    for (int i = 0; i < writes; i++) {
      ages[i] = Math.max(0, older[i + 1] - acknowledged[i + 1]) / 1e3;
    }
    return ages;
  }

  private static long[] times(String line) {
    return Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("The node has ended.");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.onExit().join();
  }
}
