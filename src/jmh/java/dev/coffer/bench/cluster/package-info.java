/** Caches of several processes: the programs of the nodes, and the server of Terracotta. */
@NullMarked
package dev.coffer.bench.cluster;

import org.jspecify.annotations.NullMarked;
