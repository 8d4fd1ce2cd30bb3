package dev.coffer.bench.peer;

import dev.coffer.bench.peer.spring.SpringContent;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.server.Schema;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A contestant for contents, with its start on an empty database. */
public record ContentPeer(Subject subject, Function<Schema, Contents> opener) {

  public static final ContentPeer RAW_JDBC =
      new ContentPeer(Subject.RAW_JDBC, RawJdbcContents::new);

  public static final ContentPeer OAK = new ContentPeer(Subject.OAK, OakContents::new);

  public static final ContentPeer COFFER = new ContentPeer(Subject.COFFER, CofferContents::new);

  /**
   * On MariaDB its time grows with the square of the size: 1 MB takes 40 s. Its output stream
   * passes on each byte separately, and the driver copies all previous bytes for each.
   */
  public static final ContentPeer SPRING_CONTENT =
      new ContentPeer(Subject.SPRING_CONTENT, SpringContent::new);

  /** The contestants for contents of any size. The references of the comparison come first. */
  public static List<ContentPeer> all() {
    return List.of(RAW_JDBC, OAK, COFFER);
  }

  /** The name of its database. */
  public String schemaName() {
    return "contents_" + subject.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
