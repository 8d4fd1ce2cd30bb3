/** The console in real web servers. */
@NullMarked
package dev.coffer.web;

import org.jspecify.annotations.NullMarked;
