package dev.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of a node on the loopback address.
 *
 * @param sql for clients
 * @param group for the communication of the group
 * @param increment for the transfer of missed transactions
 * @param copy for a copy of all data
 */
record GaleraPorts(int sql, int group, int increment, int copy) {

  /** Free ports for a number of nodes. */
  static List<GaleraPorts> free(int nodes) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      List<GaleraPorts> ports = new ArrayList<>();
      for (int node = 0; node < nodes; node++) {
        int[] free = new int[4];
        for (int i = 0; i < free.length; i++) {
          ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          sockets.add(socket);
          free[i] = socket.getLocalPort();
        }
        ports.add(new GaleraPorts(free[0], free[1], free[2], free[3]));
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
