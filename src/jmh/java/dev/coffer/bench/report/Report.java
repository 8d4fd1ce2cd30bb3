package dev.coffer.bench.report;

import java.util.List;
import java.util.Locale;

/** Writes results as markdown. */
public final class Report {

  private Report() {}

  /** One workload: what each subject did, and the ratios that have a target. */
  public static String table(Result result) {
    StringBuilder text = new StringBuilder("\n" + result.workload() + "\n\n");
    for (Subject subject : result.subjects()) {
      text.append(
          String.format(
              Locale.ROOT, "| %s | %,.0f %s |%n", subject, result.median(subject), result.unit()));
    }
    List<Target> targets = Target.of(result.workload());
    for (Subject subject : result.subjects()) {
      if ("Coffer".equals(subject.name())) {
        targets.forEach(target -> text.append(line(result, subject, target)));
      }
    }
    return text.toString();
  }

  private static String line(Result result, Subject subject, Target target) {
    double ratio = result.ratio(subject, target.beside());
    return String.format(
        Locale.ROOT,
        "| %s | %.2f × %s | target ≥ %.2f | %s |%n",
        subject,
        ratio,
        target.beside(),
        target.least(),
        ratio >= target.least() ? "met" : "missed");
  }
}
