package dev.coffer.testing;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Stops a server when this JVM ends, also when it is killed, and deletes the server's directory. A
 * small shell waits at the end of a pipe that the operating system closes with the JVM; then it
 * ends the process whose number stands in the server's own file.
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
   * Watches over one server.
   *
   * @param pidFile the file in whose first line the server writes its process number
   * @param directory what to delete after the server's end
   * @param signal the name of the signal on which the server ends soon and in order
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
