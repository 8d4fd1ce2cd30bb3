package dev.coffer.browser;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that are filtered, sorted and paged, and the links in them. */
class ListsTest extends BrowserContract {
  private static final String LARGE = "metadata";

  @Override
  void prepare(ServedConsole served) throws Exception {
    GrownData.add(served.coffer());
  }

  private static List<Long> numbers(List<String> texts) {
    return texts.stream().map(each -> Long.parseLong(each.replace(",", ""))).toList();
  }

  @Test
  void collectionsAreSortedByEachFigure() {
    page().open("#/collections");

    page().press("Records");
    assertThat(numbers(page().column("Collections", "Records")))
        .hasSizeGreaterThan(3)
        .isSortedAccordingTo(reverseOrder());
    assertThat(page().one("thead th[aria-sort=descending]").getText()).isEqualTo("Records");
    page().press("Records");
    assertThat(numbers(page().column("Collections", "Records")))
        .isSortedAccordingTo(comparingLong(each -> each));
    page().press("Collection");
    assertThat(page().column("Collections", "Collection")).isSortedAccordingTo(reverseOrder());
    assertThat(page().all("thead th[aria-sort]")).hasSize(1);
  }

  @Test
  void recordsAreFilteredByTheirKeys() {
    page().open("#/records?collection=properties");
    page().enter("Prefix", "123");
    page().leaving(() -> page().press("Show"));

    assertThat(page().view()).contains("prefix=123");
    assertThat(page().column("Records", "Key"))
        .hasSize(11)
        .allMatch(each -> each.startsWith("123"));

    page().enter("Prefix", "");
    page().enter("From", "1230");
    page().enter("To (exclusive)", "1235");
    page().choose("Order", "by key, the greatest first");
    page().leaving(() -> page().press("Show"));
    assertThat(page().column("Records", "Key"))
        .containsExactly("1234", "1233", "1232", "1231", "1230");

    page().enter("From", "x");
    page().enter("To (exclusive)", "y");
    page().leaving(() -> page().press("Show"));
    assertThat(page().text()).contains("No record matches.");
  }

  @Test
  void recordsComePageByPage() {
    page().open("#/records?collection=hints");
    List<String> first = page().column("Records", "Key");
    assertThat(page().button("Previous").isEnabled()).isFalse();

    page().turning(() -> page().press("Next"));
    List<String> second = page().column("Records", "Key");
    assertThat(page().button("Next").isEnabled()).isFalse();
    page().turning(() -> page().press("Previous"));
    assertThat(page().column("Records", "Key")).isEqualTo(first);

    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    assertThat(all).hasSize(84).doesNotHaveDuplicates().isSorted();
    assertThat(first).hasSize(50);
  }

  @Test
  void theNewestRecordsComeFirst() {
    console().coffer().records().store("hints", "0-newest", "value");
    page().open("#/records?collection=hints");
    page().choose("Order", "the newest first");
    page().leaving(() -> page().press("Show"));

    assertThat(page().column("Records", "Key").get(0)).isEqualTo("0-newest");
    console().coffer().records().records("hints", String.class).delete("0-newest");
  }

  @Test
  void theLinksLeadFromACollectionToTheBytesOfARecordAndBack() {
    page().open("#/collections");
    page().follow(LARGE);
    assertThat(page().fact("Values in contents")).isEqualTo("2");
    page().follow("2");
    page().follow(GrownData.NEWER);
    assertThat(page().fact("Key")).isEqualTo(GrownData.NEWER);
    assertThat(browser().script("return document.querySelector('pre').textContent.slice(0, 12)"))
        .isEqualTo("{\n  \"groups\"");
    String content = page().fact("Place").substring("content ".length());
    page().follow(content);

    assertThat(page().fact("Hash")).isEqualTo(content);
    assertThat(page().fact("coffer_record_content")).isEqualTo("1 row");
    assertThat(page().column("Parts", "Offset")).hasSizeGreaterThan(1).startsWith("0");
    assertThat(page().one("a[download]").getDomAttribute("href"))
        .isEqualTo("api/content/bytes?hash=" + content.replace(":", "%3A"));
    assertThat(page().column("Records", "Collection")).containsExactly(LARGE);
    page().follow(GrownData.NEWER);
    assertThat(page().fact("Place")).isEqualTo("content " + content);
  }

  @Test
  void aContentNamesItsHolders() {
    String hash = GrownData.heldHash(console().coffer());
    page().open("#/contents");
    page().enter("Hash", hash);
    page().leaving(() -> page().press("Show"));

    assertThat(page().column("Holders", "Name")).containsExactly(GrownData.HOLDER);
    assertThat(page().fact("State")).isEqualTo("kept");
  }

  @Test
  void contentsAreSortedBySize() {
    page().open("#/contents");
    List<String> byHash = page().column("Contents", "Content");
    page().choose("Order", "the largest first");
    page().leaving(() -> page().press("Show"));

    assertThat(byHash).isSorted();
    assertThat(page().column("Contents", "Size").get(0)).isEqualTo("602 KB");
    page().turning(() -> page().press("Next"));
    assertThat(page().column("Contents", "Content")).hasSize(50).isNotEqualTo(byHash);

    page().turning(() -> page().press("First"));
    assertThat(page().column("Contents", "Size").get(0)).isEqualTo("602 KB");
  }
}
