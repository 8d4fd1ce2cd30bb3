package dev.coffer.content;

import dev.coffer.entity.StoredContent;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An output stream whose bytes become a content: see {@link ContentStore#writer()}. Nothing is
 * stored unless the stream ends with {@link #commit} or {@link #stage}. Not thread-safe.
 *
 * <p>A write may reach the database, and then throws the exceptions of {@link
 * ContentStore#store(java.io.InputStream)}. After such an exception the bytes are incomplete: every
 * later write, commit or stage is refused.
 */
public abstract class ContentOutputStream extends OutputStream {

  protected ContentOutputStream() {}

  /**
   * Stores the bytes as a content, keeps it until {@link
   * ContentStore#release(dev.coffer.api.ContentHash)}, and closes this stream.
   *
   * @throws IllegalStateException if this stream is closed, or if a write has failed
   * @throws dev.coffer.api.TransientCofferException if written parts are gone, because a garbage
   *     collection or a rollback removed them; write the bytes again
   */
  public abstract StoredContent commit();

  /**
   * Stores the bytes as a content for a row that will refer to it, and closes this stream; see
   * {@link ContentStore#stage(java.io.InputStream)} and {@link #commit}.
   */
  public abstract StoredContent stage();

  @Override
  public abstract void write(byte[] bytes, int offset, int length) throws IOException;

  /** Does nothing: only {@link #commit} and {@link #stage} make a content visible. */
  @Override
  public void flush() {}

  /** Closes this stream. The bytes are discarded if they were not committed or staged. */
  @Override
  public abstract void close();
}
