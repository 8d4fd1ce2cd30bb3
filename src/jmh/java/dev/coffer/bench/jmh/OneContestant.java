package dev.coffer.bench.jmh;

import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.bench.peer.Records;
import dev.coffer.bench.server.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contestant over a database that another JVM made for it, with 2,000 values. */
class OneContestant {

  private static final int KEYS = 2000;

  /** The release of the data. One release has enough values for the keys. */
  private static final String RELEASE = "4.14.0";

  private List<TypedEntry> entries = List.of();
  private @Nullable Records records;
  private @Nullable Client client;

  void open(RecordPeer peer) throws IOException {
    Schema schema =
        new Schema(property("name"), property("url"), property("user"), property("password"));
    List<TypedEntry> options = Catalogue.read(Path.of(property("data"), RELEASE), 1).options();
    entries = List.copyOf(options.subList(0, Math.min(KEYS, options.size())));
    Records opened = peer.opener().apply(schema);
    opened.loadTyped(entries);
    records = opened;
    Client opening = opened.client();
    entries.forEach(entry -> opening.get(entry.key()));
    client = opening;
  }

  List<TypedEntry> entries() {
    return entries;
  }

  Client client() {
    Client opened = client;
    if (opened == null) {
      throw new IllegalStateException("Not open");
    }
    return opened;
  }

  void close() {
    if (client != null) {
      client.close();
    }
    if (records != null) {
      records.close();
    }
  }

  private static String property(String name) {
    return System.getProperty("bench.jmh." + name, "");
  }
}
