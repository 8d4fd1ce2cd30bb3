/**
 * The requests and answers of the console, independent of a web server, and their protection.
 * Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.console.http;

import org.jspecify.annotations.NullMarked;
