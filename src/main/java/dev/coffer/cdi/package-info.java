/**
 * Integration with Jakarta EE: Coffer's stores and an application's repositories as CDI beans over
 * a persistence unit of the deployment.
 */
@NullMarked
package dev.coffer.cdi;

import org.jspecify.annotations.NullMarked;
