package dev.coffer.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of this process. Java reports a terminal only if both input and output are a
 * terminal. This class checks each stream separately, and reads a password from the controlling
 * terminal even in a pipe.
 */
final class ProcessTerminal implements Terminal {
  private static final File CONTROLLING = new File("/dev/tty");
  private static final boolean IS_UNIX = File.separatorChar == '/';

  @Override
  public boolean givesInput() {
    return isTerminal(0);
  }

  @Override
  public boolean showsResults() {
    return isTerminal(1);
  }

  @Override
  public boolean showsErrors() {
    return isTerminal(2);
  }

  private static boolean isTerminal(int descriptor) {
    if (!IS_UNIX) {
      return console() != null;
    }
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
      // On systems without /proc, the command 'test' checks the inherited descriptor.
      Process test =
          new ProcessBuilder("test", "-t", Integer.toString(descriptor)).inheritIO().start();
      return test.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public int width() {
    String[] size = stty("size").orElse("").split(" ", -1);
    try {
      int width = size.length == 2 ? Integer.parseInt(size[1]) : 0;
      return width > 0 ? width : USUAL_WIDTH;
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  @Override
  public Optional<String> askForPassword(String prompt) {
    java.io.Console console = console();
    if (console != null) {
      char[] typed = console.readPassword("%s", prompt);
      return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
    Optional<String> settings = stty("-g");
    return settings.isEmpty() ? Optional.empty() : readWithoutEcho(prompt, settings.get());
  }

  private static Optional<String> readWithoutEcho(String prompt, String settings) {
    Thread restoring = new Thread(() -> stty(settings), "coffer-terminal");
    Runtime.getRuntime().addShutdownHook(restoring);
    try (InputStream in = new FileInputStream(CONTROLLING);
        OutputStream out = new FileOutputStream(CONTROLLING)) {
      stty("-echo");
      out.write(prompt.getBytes(StandardCharsets.US_ASCII));
      Optional<String> line = line(in);
      out.write('\n');
      return line;
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      stty(settings);
      remove(restoring);
    }
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    while (read >= 0 && read != '\n') {
      line.write(read);
      read = in.read();
    }
    return Optional.of(line.toString(Charset.forName(System.getProperty("native.encoding"))));
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The process is ending. The hook restores the terminal again, which changes nothing.
    }
  }

  /** The output of stty for the controlling terminal; empty if there is none. */
  private static Optional<String> stty(String argument) {
    if (!IS_UNIX) {
      return Optional.empty();
    }
    try {
      Process stty =
          new ProcessBuilder("stty", argument)
              .redirectInput(CONTROLLING)
              .redirectError(Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return stty.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * The console if it is a terminal, otherwise null. Until JDK 21 there is a console only if input
   * and output are a terminal. Later releases always have a console, and a method that Java 17
   * lacks shows whether it is a terminal.
   */
  @SuppressWarnings("SystemConsoleNull") // If it is never null, isTerminal() is checked.
  private static java.io.@Nullable Console console() {
    java.io.Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      boolean isTerminal = (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
      return isTerminal ? console : null;
    } catch (ReflectiveOperationException beforeJdk22) {
      return console;
    }
  }
}
