package dev.coffer.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a driver and its server. Like a network, it can delay a message of the driver
 * until the driver has timed out. Thread-safe.
 */
public final class Forwarder implements AutoCloseable {

  private final ServerSocket server;
  private final String host;
  private final int port;
  private final List<Closeable> open = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile @Nullable String marker;

  /** Forwards to a server. */
  public Forwarder(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** The port to connect to. */
  public int port() {
    return server.getLocalPort();
  }

  /** Delays the next message that contains a text, and all later ones of its connection. */
  public void keepBack(String text) {
    marker = text.toLowerCase(Locale.ROOT);
  }

  /** Delivers the delayed messages. */
  public void release() {
    released.countDown();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = opened(server.accept());
      Socket target = opened(new Socket(host, port));
      start(() -> pump(client.getInputStream(), target.getOutputStream(), true));
      start(() -> pump(target.getInputStream(), client.getOutputStream(), false));
    }
  }

  /** Registers a socket, which was perhaps accepted just before {@link #close()}. */
  private synchronized Socket opened(Socket socket) throws IOException {
    if (server.isClosed()) {
      socket.close();
      throw new IOException("This forwarder is closed.");
    }
    open.add(socket);
    return socket;
  }

  private void pump(InputStream from, OutputStream to, boolean ofClient) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = from.read(buffer); count > 0; count = from.read(buffer)) {
      if (ofClient && isToBeKept(buffer, count)) {
        try {
          released.await();
        } catch (InterruptedException e) {
          return;
        }
      }
      to.write(buffer, 0, count);
      to.flush();
    }
  }

  private synchronized boolean isToBeKept(byte[] buffer, int count) {
    String wanted = marker;
    boolean found =
        wanted != null
            && new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    if (found) {
      marker = null;
    }
    return found;
  }

  /** Copies bytes until its connection ends. */
  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // One of the two sides has closed its connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() throws IOException {
    release();
    server.close();
    for (Closeable each : open) {
      each.close();
    }
  }
}
