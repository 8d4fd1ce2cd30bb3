@org.jspecify.annotations.NullUnmarked
package dev.coffer.cdi;
