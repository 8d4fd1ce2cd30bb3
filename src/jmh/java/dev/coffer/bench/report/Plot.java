package dev.coffer.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * An SVG of the results of a part, with a bar for each workload and contestant on a logarithmic
 * scale. A bar starts at the speed of the first contestant and goes to the right if this one was
 * faster.
 */
final class Plot {

  private static final int LABEL = 250;
  private static final int WIDTH = 460;
  private static final int ROW = 16;
  private static final int GAP = 30;
  private static final int TOP = 34;

  /** Powers of two at the ends of the scale. */
  private static final int LOWEST = -5;

  private static final int HIGHEST = 7;

  private final StringBuilder svg = new StringBuilder();
  private int y = TOP;

  private Plot() {}

  static String of(String title, List<Result> results) {
    int rows = results.stream().mapToInt(result -> result.subjects().size()).sum();
    int height = TOP + results.size() * GAP + rows * ROW + ROW;
    Plot plot = new Plot();
    plot.svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                + " font-family=\"sans-serif\" font-size=\"11\">%n"
                + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"#fff\"/>%n",
            LABEL + WIDTH + 60,
            height));
    plot.text(8, 18, "start", "bold", title + ": speed beside the first of each workload");
    plot.scale(height);
    results.forEach(plot::workload);
    return plot.svg.append("</svg>\n").toString();
  }

  private void scale(int height) {
    for (int power = LOWEST; power <= HIGHEST; power++) {
      double x = x(Math.pow(2, power));
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"%4$s\"/>%n",
              x,
              TOP + 8,
              height - ROW,
              power == 0 ? "#444" : "#ddd"));
      String label = power < 0 ? "1/" + (1 << -power) : String.valueOf(1 << power);
      text(x, height - 3, "middle", "normal", label + "×");
    }
  }

  private void workload(Result result) {
    y += GAP;
    text(8, y - 6, "start", "bold", result.workload());
    Subject first = result.subjects().iterator().next();
    for (Subject subject : result.subjects()) {
      bar(subject, result.ratio(subject, first));
      y += ROW;
    }
  }

  private void bar(Subject subject, double ratio) {
    double from = Math.min(x(1), x(ratio));
    double length = Math.max(1, Math.abs(x(ratio) - x(1)));
    text(LABEL - 8, y + 11, "end", "normal", subject.toString());
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            from,
            y + 2,
            length,
            ROW - 4,
            subject.isCoffer() ? "#1f6f8b" : "#b8b8b8"));
    text(LABEL + WIDTH + 8, y + 11, "start", "normal", String.format(Locale.ROOT, "%.2f", ratio));
  }

  private void text(double x, int baseline, String anchor, String weight, String content) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n",
            x,
            baseline,
            anchor,
            weight,
            content.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static double x(double ratio) {
    double power = Math.log(Math.max(ratio, 1e-9)) / Math.log(2);
    double clamped = Math.max(LOWEST, Math.min(HIGHEST, power));
    return LABEL + (clamped - LOWEST) / (HIGHEST - LOWEST) * WIDTH;
  }
}
