@NullMarked
package dev.coffer.hibernate;

import org.jspecify.annotations.NullMarked;
