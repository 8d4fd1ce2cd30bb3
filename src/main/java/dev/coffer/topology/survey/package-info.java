/**
 * The queries for the servers and processes around a Coffer. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.topology.survey;

import org.jspecify.annotations.NullMarked;
