package dev.coffer.backup;

import dev.coffer.api.CofferException;
import org.jspecify.annotations.Nullable;

/** Thrown if a file of a backup repository is missing, or is not what was written. */
public final class DamagedRepositoryException extends CofferException {
  private static final long serialVersionUID = 1L;

  private final String file;

  public DamagedRepositoryException(String file, String problem) {
    this(file, problem, null);
  }

  public DamagedRepositoryException(String file, String problem, @Nullable Throwable cause) {
    super("The file " + file + " of the backup repository is damaged: " + problem, cause);
    this.file = file;
  }

  /** The path of the file in the repository. */
  public String file() {
    return file;
  }
}
