/** Repositories whose keys are records and enums. */
@NullMarked
package dev.coffer.spring.keys;

import org.jspecify.annotations.NullMarked;
