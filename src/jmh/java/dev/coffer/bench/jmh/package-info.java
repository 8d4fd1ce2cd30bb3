/** Single operations under JMH, which also measures their allocation. */
@NullMarked
package dev.coffer.bench.jmh;

import org.jspecify.annotations.NullMarked;
