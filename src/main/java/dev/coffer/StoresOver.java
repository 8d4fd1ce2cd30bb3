package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;

/**
 * The stores over certain transactions: those of the application, or those with a choice of reads.
 */
record StoresOver(RecordStore records, ContentStore contents) implements Stores {}
