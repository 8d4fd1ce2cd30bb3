package dev.coffer.maintenance;

/**
 * A listener for the progress of a verification. It is called on the thread of the verification.
 */
@FunctionalInterface
public interface VerificationProgress {
  /** A listener that does nothing. */
  VerificationProgress NONE = (checked, total) -> {};

  /**
   * Reports the progress.
   *
   * @param checked the number of records and contents checked so far
   * @param total the number of records and contents at the start of the verification
   */
  void checked(long checked, long total);
}
