package dev.coffer.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line that runs a program of the tests in a separate JVM of the same version. */
public final class JavaCommand {

  private final List<String> options = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");

  /** A command with these JVM options, such as {@code -Xmx64m}, and the class path of this JVM. */
  public JavaCommand(String... options) {
    this.options.addAll(List.of(options));
  }

  /** Starts faster: a program of a few seconds ends before an optimizing compiler pays. */
  public JavaCommand shortLived() {
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    return this;
  }

  /** Removes the jars whose paths contain one of these texts. Each text must match a jar. */
  public JavaCommand without(List<String> absent) {
    for (String text : absent) {
      if (!classPath.contains(text)) {
        throw new IllegalArgumentException("No jar of the class path has a path with " + text);
      }
    }
    classPath =
        Stream.of(classPath.split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith(".jar") || absent.stream().noneMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** A process that runs a class with these arguments, not yet started. */
  public ProcessBuilder running(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
