/**
 * The console on the loopback address, by the HTTP server of the JDK. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.console.local;

import org.jspecify.annotations.NullMarked;
