/** Single operations under JMH, which also tells what they allocate. */
@NullMarked
package dev.coffer.bench.jmh;

import org.jspecify.annotations.NullMarked;
