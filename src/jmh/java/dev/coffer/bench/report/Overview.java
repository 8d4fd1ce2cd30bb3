package dev.coffer.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The picture of the README: an SVG of the workloads that matter most to a reader, with a bar for
 * raw JDBC where it is not the scale itself, for the best-known alternative, and for Coffer.
 */
final class Overview {

  private static final int WIDTH = 860;
  private static final int LABEL = 258;
  private static final int BARS = 270;
  private static final int LONGEST_BAR = 400;
  private static final int BAR = 14;
  private static final int GAP = 8;

  private static final List<Row> DISK =
      List.of(
          new Row(
              "small records (465 bytes)",
              "disk, small records",
              Subject.RAW_JDBC,
              Subject.PAGE_COMPRESSED,
              Subject.COFFER),
          new Row(
              "documents (16 KB)",
              "disk, documents",
              Subject.RAW_JDBC,
              Subject.PAGE_COMPRESSED,
              Subject.COFFER),
          new Row(
              "files, half of them duplicates",
              "disk, contents, half duplicates",
              Subject.RAW_JDBC,
              Subject.OAK,
              Subject.COFFER));

  private static final List<Row> SPEED =
      List.of(
          new Row("get of one record, no cache", "cold typed get", Subject.SESSION, Subject.COFFER),
          new Row(
              "durable put of one record", "durable single put", Subject.SESSION, Subject.COFFER),
          new Row(
              "YCSB B: 95 % reads, 8 threads",
              "YCSB B, 8 threads", Subject.SECOND_LEVEL_CACHE, Subject.COFFER),
          new Row(
              "YCSB A: 50 % updates, 8 threads",
              "YCSB A, 8 threads", Subject.SECOND_LEVEL_CACHE, Subject.COFFER),
          new Row("YCSB E: scans, 8 threads", "YCSB E, 8 threads", Subject.SESSION, Subject.COFFER),
          new Row(
              "bulk load, small records, 1 thread",
              "bulk, small records, 1 thread",
              Subject.SESSION,
              Subject.COFFER),
          new Row(
              "bulk load, documents, 1 thread",
              "bulk, documents, 1 thread",
              Subject.SESSION,
              Subject.COFFER),
          new Row("files, write", "contents, no duplicates, write", Subject.OAK, Subject.COFFER),
          new Row("files, read", "contents, read", Subject.OAK, Subject.COFFER),
          new Row(
              "one file of 256 MB, write",
              "one content of 256 MB, write",
              Subject.OAK,
              Subject.COFFER));

  private static final String STYLE =
      """
        <style>
          text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
          .head { font-weight: 600; font-size: 15px; }
          .small { font-size: 11px; fill: #59636e; }
          .card { fill: #ffffff; stroke: #d1d9e0; }
          .line { stroke: #59636e; stroke-dasharray: 3 3; }
          .raw { fill: #8c959f; }
          .else { fill: #b8860b; }
          .coffer { fill: #0969da; }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .small { fill: #9198a1; }
            .card { fill: #0d1117; stroke: #3d444d; }
            .line { stroke: #9198a1; }
            .raw { fill: #6e7681; }
            .else { fill: #d29922; }
            .coffer { fill: #388bfd; }
          }
        </style>
      """;

  /** A workload with a title and the subjects to show. */
  private record Row(String title, String workload, List<Subject> subjects) {

    Row(String title, String workload, Subject... subjects) {
      this(title, workload, List.of(subjects));
    }

    private Optional<Result> in(Collection<List<Result>> parts) {
      return parts.stream()
          .flatMap(List::stream)
          .filter(result -> result.workload().equals(workload))
          .filter(result -> result.subjects().containsAll(subjects))
          .findFirst();
    }
  }

  private final Collection<List<Result>> parts;
  private final StringBuilder body = new StringBuilder();
  private int y;

  private Overview(Collection<List<Result>> parts) {
    this.parts = parts;
  }

  /** The picture; empty if a workload is missing. */
  static Optional<String> of(Collection<List<Result>> parts) {
    boolean complete =
        Stream.concat(DISK.stream(), SPEED.stream()).allMatch(row -> row.in(parts).isPresent());
    return complete ? Optional.of(new Overview(parts).picture()) : Optional.empty();
  }

  private String picture() {
    heading("Disk: bytes of data on one byte of disk (longer is better)");
    rows(DISK);
    heading("Speed: multiples of raw JDBC on the same server (longer is better)");
    int top = y;
    double scale = rows(SPEED);
    line(BARS + scale, top);
    note("One run on MariaDB 11.4 with 2 cores; Coffer without settings.");
    note("All figures, also of the workloads that this picture leaves out: results.md");
    String title =
        "What Coffer saves on disk, and its speed beside raw JDBC, Hibernate and Jackrabbit Oak";
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d"
            + " %2$d\" role=\"img\" aria-labelledby=\"title\">%n  <title"
            + " id=\"title\">%3$s</title>%n%4$s  <rect class=\"card\" x=\"0.5\" y=\"0.5\""
            + " width=\"%5$d\" height=\"%6$d\" rx=\"8\"/>%n%7$s</svg>%n",
        WIDTH,
        y + 16,
        title,
        STYLE,
        WIDTH - 1,
        y + 15,
        body);
  }

  private void heading(String text) {
    y += 34;
    text("head", 20, y, "start", text);
    y += 18;
  }

  /** Draws rows, and returns the length of a bar of 1. */
  private double rows(List<Row> rows) {
    double longest = 1;
    for (Row row : rows) {
      for (Subject subject : row.subjects()) {
        longest = Math.max(longest, figure(row, subject));
      }
    }
    double scale = LONGEST_BAR / longest;
    for (Row row : rows) {
      text("", LABEL, y + row.subjects().size() * BAR / 2 + 3, "end", row.title());
      for (Subject subject : row.subjects()) {
        bar(subject, figure(row, subject), scale);
      }
      y += GAP;
    }
    return scale;
  }

  private double figure(Row row, Subject subject) {
    Result result = row.in(parts).orElseThrow();
    return result.ratio(subject, result.subjects().iterator().next());
  }

  private void bar(Subject subject, double figure, double scale) {
    String style =
        subject.isCoffer() ? "coffer" : subject.equals(Subject.RAW_JDBC) ? "raw" : "else";
    body.append(
        String.format(
            Locale.ROOT,
            "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"10\" rx=\"2\"/>%n",
            style,
            BARS,
            y,
            figure * scale));
    String name = subject.equals(Subject.OAK) ? "Jackrabbit Oak" : subject.toString();
    String label = String.format(Locale.ROOT, "%.2f %s", figure, name);
    text("small", BARS + figure * scale + 6, y + 9, "start", label);
    y += BAR;
  }

  private void line(double x, int top) {
    body.append(
        String.format(
            Locale.ROOT,
            "  <line class=\"line\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>%n",
            x,
            top - 6,
            y));
    y += 12;
    text("small", x, y, "middle", "1.00 = raw JDBC");
    y += 6;
  }

  private void note(String text) {
    y += 16;
    text("small", 20, y, "start", text);
  }

  private void text(String style, double x, int baseline, String anchor, String content) {
    body.append(
        String.format(
            Locale.ROOT,
            "  <text%s x=\"%.1f\" y=\"%d\"%s>%s</text>%n",
            style.isEmpty() ? "" : " class=\"" + style + "\"",
            x,
            baseline,
            anchor.equals("start") ? "" : " text-anchor=\"" + anchor + "\"",
            content));
  }
}
