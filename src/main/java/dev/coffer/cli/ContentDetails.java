package dev.coffer.cli;

import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.format.scan.Json;
import java.util.List;

/** Formats the state of contents. */
final class ContentDetails {
  /** The maximum number of holders that is shown, so that memory is bounded. */
  static final int MOST_HOLDERS = 1_000;

  private ContentDetails() {}

  /** The names of the first holders of a content. */
  static List<String> holders(ContentStore contents, ContentHash hash) {
    return contents.holders(hash, null, MOST_HOLDERS).stream().map(Holder::name).toList();
  }

  /** The state in one word. */
  static String state(ContentInfo content) {
    return content.retained() ? "kept" : content.part() ? "part" : "-";
  }

  /** The state as JSON. */
  static Json asJson(ContentInfo content) {
    return new Json()
        .with("hash", content.hash().toString())
        .with("size", content.size())
        .with("kept", content.retained())
        .with("part", content.part())
        .with("ageSeconds", content.age().toSeconds());
  }
}
