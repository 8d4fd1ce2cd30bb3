package dev.coffer.bench.report;

import java.util.List;

/** The result of one configuration of Coffer for one target. */
record Verdict(Target target, Subject coffer, Subject beside, double ratio) {

  /** All verdicts on a result. */
  static List<Verdict> on(Result result) {
    return Target.of(result.workload()).stream()
        .flatMap(
            target ->
                result.subjects().stream()
                    .filter(Subject::isCoffer)
                    .filter(coffer -> isFor(target, coffer))
                    .map(coffer -> of(result, target, coffer)))
        .toList();
  }

  private static boolean isFor(Target target, Subject coffer) {
    if (target.beside().equals(Subject.ITSELF)) {
      return coffer.isAtMoreRows();
    }
    // Both sides use page compression: compressed twice is compared with compressed once.
    Subject judged =
        target.beside().equals(Subject.PAGE_COMPRESSED)
            ? Subject.coffer(Subject.PAGES)
            : Subject.coffer(target.configuration());
    return coffer.equals(judged);
  }

  private static Verdict of(Result result, Target target, Subject coffer) {
    Subject beside =
        target.beside().equals(Subject.ITSELF) ? coffer.atFewerRows() : target.beside();
    return new Verdict(target, coffer, beside, result.ratio(coffer, beside));
  }

  boolean met() {
    return ratio >= target.least();
  }
}
