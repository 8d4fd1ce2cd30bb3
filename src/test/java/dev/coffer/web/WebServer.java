package dev.coffer.web;

import dev.coffer.Coffer;

/** An application that runs in a web server on the loopback address. */
interface WebServer extends AutoCloseable {

  int port();

  Coffer coffer();

  @Override
  void close();
}
