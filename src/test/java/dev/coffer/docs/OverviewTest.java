package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of the README shows figures of the page of benchmark results. */
class OverviewTest {

  private static final Pattern HEAD = Pattern.compile("text-anchor=\"end\">([^<]+)</text>");
  private static final Pattern FIGURE = Pattern.compile(">(\\d\\.\\d\\d) ([^<=]+)</text>");

  /** The names of rows in the picture, and of tables in the page. */
  private static final Map<String, String> WORKLOADS =
      Map.ofEntries(
          Map.entry("small records (465 bytes)", "disk, small records"),
          Map.entry("documents (16 KB)", "disk, documents"),
          Map.entry("files, half of them duplicates", "disk, contents, half duplicates"),
          Map.entry("get of one record, no cache", "cold typed get"),
          Map.entry("durable put of one record", "durable single put"),
          Map.entry("YCSB A: 50 % updates, 8 threads", "YCSB A, 8 threads"),
          Map.entry("YCSB B: 95 % reads, 8 threads", "YCSB B, 8 threads"),
          Map.entry("YCSB E: scans, 8 threads", "YCSB E, 8 threads"),
          Map.entry("bulk load, small records, 1 thread", "bulk, small records, 1 thread"),
          Map.entry("bulk load, documents, 1 thread", "bulk, documents, 1 thread"),
          Map.entry("files, write", "contents, no duplicates, write"),
          Map.entry("files, read", "contents, read"),
          Map.entry("one file of 256 MB, write", "one content of 256 MB, write"));

  private static final Map<String, String> SUBJECTS = Map.of("Jackrabbit Oak", "Oak RDBBlobStore");

  @Test
  void everyFigureMatchesTheResults() throws IOException {
    String results = Files.readString(Path.of("docs/benchmarks/results.md"));
    List<String> shown = new ArrayList<>();
    String workload = "";
    for (String line : Files.readAllLines(Path.of("docs/benchmarks/overview.svg"))) {
      Matcher head = HEAD.matcher(line);
      Matcher figure = FIGURE.matcher(line);
      if (head.find()) {
        workload = WORKLOADS.get(head.group(1));
        assertThat(workload).as(head.group(1)).isNotNull();
      } else if (figure.find()) {
        String subject = SUBJECTS.getOrDefault(figure.group(2), figure.group(2));
        assertThat(ratio(results, workload, subject))
            .as("%s, %s", workload, subject)
            .isEqualTo(figure.group(1));
        shown.add(workload);
      }
    }
    assertThat(shown).hasSize(29).containsAll(WORKLOADS.values());
  }

  private static String ratio(String results, String workload, String subject) {
    int table = results.indexOf("\n\n| " + workload + " | ");
    assertThat(table).as(workload).isNotNegative();
    int end = results.indexOf("\n\n", table + 2);
    String rows = results.substring(table, end < 0 ? results.length() : end);
    Matcher row =
        Pattern.compile("\\n\\| " + Pattern.quote(subject) + " \\| [^|]+ \\| ([\\d.]+) \\|")
            .matcher(rows);
    assertThat(row.find()).as("%s, %s", workload, subject).isTrue();
    return row.group(1);
  }
}
