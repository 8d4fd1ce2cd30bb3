package dev.coffer.content.read;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream of a content of one frame, or of a range of it, until it is closed. */
final class FrameInputStream extends FilterInputStream {
  private boolean closed;

  /** A stream of these bytes, which are not copied. */
  FrameInputStream(byte[] raw, int offset, int length) {
    super(new ByteArrayInputStream(raw, offset, length));
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The stream of this content is closed.");
    }
  }

  @Override
  public int read() throws IOException {
    requireOpen();
    return super.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    requireOpen();
    return super.read(into, offset, length);
  }

  @Override
  public long skip(long count) throws IOException {
    requireOpen();
    return super.skip(count);
  }

  @Override
  public int available() throws IOException {
    requireOpen();
    return super.available();
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    requireOpen();
    return in.transferTo(out);
  }

  @Override
  public synchronized void reset() throws IOException {
    requireOpen();
    super.reset();
  }

  @Override
  public void close() {
    closed = true;
  }
}
