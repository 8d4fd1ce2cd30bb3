package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;

/** The stores of a transaction of the application. */
record JoinedStores(RecordStore records, ContentStore contents) implements Stores {}
