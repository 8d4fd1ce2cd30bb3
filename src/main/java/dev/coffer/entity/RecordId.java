package dev.coffer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The identity of a record.
 *
 * @param collection the name of the record's collection
 * @param key the exact key of the record in that collection
 */
@Embeddable
public record RecordId(
    @Column(name = "collection", nullable = false, length = 100)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Convert(disableConversion = true)
        String collection,
    @Column(name = "record_key", nullable = false, length = 512)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Convert(disableConversion = true)
        String key)
    implements Serializable {}
