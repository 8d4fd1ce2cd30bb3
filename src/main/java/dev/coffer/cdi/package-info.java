/**
 * Coffer in Jakarta EE: its stores and an application's repositories as beans of CDI, over a
 * persistence unit of the deployment.
 */
@NullMarked
package dev.coffer.cdi;

import org.jspecify.annotations.NullMarked;
