/** The contestants in an embedded database. */
@NullMarked
package dev.coffer.bench.peer.embedded;

import org.jspecify.annotations.NullMarked;
