package dev.coffer.maintenance;

/** Told how far a verification has come, from the thread that runs it. */
@FunctionalInterface
public interface VerificationProgress {
  /** Listens to nothing. */
  VerificationProgress NONE = (checked, total) -> {};

  /**
   * Some rows were checked.
   *
   * @param checked records and contents checked until now
   * @param total how many there were when the verification began
   */
  void checked(long checked, long total);
}
