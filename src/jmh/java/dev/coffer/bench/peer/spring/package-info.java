/** Spring Content JPA as an application declares it. */
@NullMarked
package dev.coffer.bench.peer.spring;

import org.jspecify.annotations.NullMarked;
