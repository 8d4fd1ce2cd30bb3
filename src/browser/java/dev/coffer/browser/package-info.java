/**
 * The console in headless Chromium, on the data of the main job. The profile {@code browser}
 * compiles and runs these tests.
 */
@NullMarked
package dev.coffer.browser;

import org.jspecify.annotations.NullMarked;
