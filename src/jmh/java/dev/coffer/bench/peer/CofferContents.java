package dev.coffer.bench.peer;

import dev.coffer.api.ContentHash;
import dev.coffer.bench.server.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Coffer's contents. */
final class CofferContents implements Contents {

  private final OpenCoffer open;

  CofferContents(Schema schema) {
    this.open = OpenCoffer.withoutCaches(schema, Configuration.DEFAULT);
  }

  @Override
  public String write(byte[] bytes) {
    return open.coffer().contents().store(bytes).hash().toString();
  }

  @Override
  public String write(InputStream stream, long size) {
    return open.coffer().contents().store(stream).hash().toString();
  }

  @Override
  public long read(String id) {
    try (InputStream stream = open.coffer().contents().open(ContentHash.parse(id))) {
      return stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
