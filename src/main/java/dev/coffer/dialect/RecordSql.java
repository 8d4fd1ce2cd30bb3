package dev.coffer.dialect;

/** The statements of a database that write whole rows of {@code coffer_record}. */
public sealed interface RecordSql permits ReturningRecordSql, TimedRecordSql {}
