package dev.coffer.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the regular files under a directory, at any depth. It follows links and visits each file
 * and directory once, even if several links lead to it.
 */
final class FileTree extends SimpleFileVisitor<Path> {
  private final Predicate<Path> wanted;
  private final PassedOver passedOver;
  private final List<Path> found = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();

  private FileTree(Predicate<Path> wanted, PassedOver passedOver) {
    this.wanted = wanted;
    this.passedOver = passedOver;
  }

  /** The matching files, ordered by path. Unreadable files are skipped and reported. */
  static List<Path> files(Path root, Predicate<Path> wanted, PassedOver passedOver)
      throws IOException {
    FileTree tree = new FileTree(wanted, passedOver);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, tree);
    Collections.sort(tree.found);
    return tree.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    return isNew(directory, attributes) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (!wanted.test(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink()) {
      passedOver.add(new NoSuchFileException(file + ", a broken link"));
    } else if (attributes.isRegularFile() && isNew(file, attributes)) {
      if (Files.isReadable(file)) {
        found.add(file);
      } else {
        passedOver.add(new AccessDeniedException(file.toString()));
      }
    }
    return FileVisitResult.CONTINUE;
  }

  /**
   * Whether a file was not visited before. On file systems without file keys, such as on Windows,
   * the real path identifies a file.
   */
  private boolean isNew(Path path, BasicFileAttributes attributes) throws IOException {
    Object key = attributes.fileKey();
    return seen.add(key == null ? path.toRealPath() : key);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException error) {
    if (!(error instanceof FileSystemLoopException)) {
      passedOver.add(error);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error) {
    if (error != null) {
      passedOver.add(error);
    }
    return FileVisitResult.CONTINUE;
  }
}
