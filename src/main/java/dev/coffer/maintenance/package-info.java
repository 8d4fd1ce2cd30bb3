/** Surveys what is stored and verifies it: plain tasks over the tables. */
@NullMarked
package dev.coffer.maintenance;

import org.jspecify.annotations.NullMarked;
