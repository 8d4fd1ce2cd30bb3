package dev.coffer.testing;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Stops a server when this JVM ends, even if it is killed, and deletes the server's directory. A
 * shell reads from a pipe that the operating system closes with the JVM. Then it ends the process
 * whose id is in the pid file of the server.
 */
final class Watchdog {

  private static final String SCRIPT =
      """
      read -r line
      pid=$(head -n 1 "$1" 2>/dev/null)
      if [ -n "$pid" ]; then
        kill -s "$3" "$pid" 2>/dev/null
        tries=0
        while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do
          sleep 0.1
          tries=$((tries + 1))
        done
        kill -KILL "$pid" 2>/dev/null
      fi
      rm -rf "$2"
      """;

  private Watchdog() {}

  /**
   * Starts the watchdog of a server.
   *
   * @param pidFile the file to whose first line the server writes its process id
   * @param directory the directory to delete after the server's end
   * @param signal the name of the signal for a fast and clean shutdown
   */
  static void watch(Path pidFile, Path directory, String signal) {
    try {
      new ProcessBuilder("sh", "-c", SCRIPT, "sh", pidFile.toString(), directory.toString(), signal)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot watch over a test server.", e);
    }
  }
}
