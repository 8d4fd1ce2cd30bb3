package dev.coffer.bench.peer;

import java.io.InputStream;

/** A contestant that stores large contents in a database of its own. Thread-safe. */
public interface Contents extends AutoCloseable {

  /** Stores bytes durably and gives the name to read them by. */
  String write(byte[] bytes);

  /** Stores a stream durably and gives the name to read it by. */
  String write(InputStream stream, long size);

  /** Reads a content to its end as a stream, and returns its size in bytes. */
  long read(String id);

  @Override
  void close();
}
