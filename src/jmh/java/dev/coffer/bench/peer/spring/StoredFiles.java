package dev.coffer.bench.peer.spring;

import org.springframework.content.jpa.store.JpaContentStore;

/** The store of their contents, which Spring Content implements. */
public interface StoredFiles extends JpaContentStore<StoredFile, String> {}
