package dev.coffer.bench.peer.embedded;

import dev.coffer.bench.report.Subject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A contestant in an embedded database, with its start on an empty one. */
public record EmbeddedPeer(Subject subject, Function<String, Shelf> opener) {

  public static final EmbeddedPeer MERGE = new EmbeddedPeer(Subject.MERGE, PlainMerge::new);

  public static final EmbeddedPeer SESSION = new EmbeddedPeer(Subject.SESSION, SessionShelf::new);

  /** Coffer without settings. */
  public static final EmbeddedPeer COFFER =
      new EmbeddedPeer(Subject.coffer("default", ""), CofferShelf::open);

  /** Coffer without caches. */
  public static final EmbeddedPeer UNCACHED =
      new EmbeddedPeer(Subject.coffer("default", "without caches"), CofferShelf::withoutCaches);

  /** All of them; the first is the one that the others are compared with. */
  public static final List<EmbeddedPeer> ALL = List.of(MERGE, SESSION, COFFER, UNCACHED);

  /** The name of its database. */
  public String databaseName() {
    return subject.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
