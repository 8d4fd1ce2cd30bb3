-- Coffer's schema for Offline mariadb, generated from liquibase/changelog.xml: do not edit.
-- Coffer runs it itself where Liquibase is absent. To run it by hand or by another tool, run
-- all of it once, and the changesets that a later release adds after that; each records itself,
-- so that Coffer and Liquibase go on from there.

CREATE TABLE coffer_databasechangelog (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED datetime NOT NULL, ORDEREXECUTED INT NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35) NULL, `DESCRIPTION` VARCHAR(255) NULL, COMMENTS VARCHAR(255) NULL, TAG VARCHAR(255) NULL, LIQUIBASE VARCHAR(20) NULL, CONTEXTS VARCHAR(255) NULL, LABELS VARCHAR(255) NULL, DEPLOYMENT_ID VARCHAR(10) NULL);
CREATE TABLE coffer_databasechangeloglock (ID INT NOT NULL, `LOCKED` TINYINT(1) NOT NULL, LOCKGRANTED datetime NULL, LOCKEDBY VARCHAR(255) NULL, CONSTRAINT PK_coffer_databasechangeloglock PRIMARY KEY (ID));
INSERT INTO coffer_databasechangeloglock (ID, LOCKED) VALUES (1, FALSE);

-- changeset coffer/0001-contents.xml::content::coffer
CREATE TABLE coffer_content (id BIGINT NOT NULL, domain VARCHAR(64) DEFAULT '' NOT NULL, algorithm SMALLINT NOT NULL, digest BINARY(32) NOT NULL, size BIGINT NOT NULL, created_at datetime(6) NOT NULL, CONSTRAINT pk_coffer_content PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content', 'coffer', 'coffer/0001-contents.xml', NOW(), 1, '9:162069e2d236ab823beeb772c13c353f', 'createTable tableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::content-identity::coffer
ALTER TABLE coffer_content ADD CONSTRAINT uk_coffer_content_identity UNIQUE (digest, algorithm, domain);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content-identity', 'coffer', 'coffer/0001-contents.xml', NOW(), 2, '9:2da4a3abd6b32db7cf8ed4a65b295804', 'addUniqueConstraint constraintName=uk_coffer_content_identity, tableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::frame::coffer
CREATE TABLE coffer_frame (content_id BIGINT NOT NULL, frame LONGBLOB NOT NULL, stored_size INT NOT NULL, CONSTRAINT pk_coffer_frame PRIMARY KEY (content_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin PAGE_COMPRESSED=0;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('frame', 'coffer', 'coffer/0001-contents.xml', NOW(), 3, '9:9fa50f0d849adfefa27d7ad9a0efeb4d', 'createTable tableName=coffer_frame', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::frame-of-content::coffer
ALTER TABLE coffer_frame ADD CONSTRAINT fk_coffer_frame_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('frame-of-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 4, '9:acd52081cca05fa711e41ab88d882486', 'addForeignKeyConstraint baseTableName=coffer_frame, constraintName=fk_coffer_frame_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part::coffer
CREATE TABLE coffer_part (content_id BIGINT NOT NULL, position INT NOT NULL, part_id BIGINT NOT NULL, part_offset BIGINT NOT NULL, CONSTRAINT pk_coffer_part PRIMARY KEY (content_id, position)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part', 'coffer', 'coffer/0001-contents.xml', NOW(), 5, '9:f908f2f08401e218ece9eb792daee3e1', 'createTable tableName=coffer_part', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part-index::coffer
CREATE INDEX ix_coffer_part_part ON coffer_part(part_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part-index', 'coffer', 'coffer/0001-contents.xml', NOW(), 6, '9:b87032d1c4f9012313b29184cd73a870', 'createIndex indexName=ix_coffer_part_part, tableName=coffer_part', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part-of-content::coffer
ALTER TABLE coffer_part ADD CONSTRAINT fk_coffer_part_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part-of-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 7, '9:70b6fd2c720698b3f76d7282ea933ad9', 'addForeignKeyConstraint baseTableName=coffer_part, constraintName=fk_coffer_part_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part-is-content::coffer
ALTER TABLE coffer_part ADD CONSTRAINT fk_coffer_part_part FOREIGN KEY (part_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part-is-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 8, '9:77c62c40821528797429cb4da9a121bc', 'addForeignKeyConstraint baseTableName=coffer_part, constraintName=fk_coffer_part_part, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::retained::coffer
CREATE TABLE coffer_retained (content_id BIGINT NOT NULL, since datetime(6) NOT NULL, CONSTRAINT pk_coffer_retained PRIMARY KEY (content_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('retained', 'coffer', 'coffer/0001-contents.xml', NOW(), 9, '9:ed41e97de74c3e9cfb1901d491a730d0', 'createTable tableName=coffer_retained', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::retained-content::coffer
ALTER TABLE coffer_retained ADD CONSTRAINT fk_coffer_retained_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('retained-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 10, '9:c45aa3e6cb20e6c7e15c489c4be5b195', 'addForeignKeyConstraint baseTableName=coffer_retained, constraintName=fk_coffer_retained_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record::coffer
CREATE TABLE coffer_record (collection VARCHAR(100) NOT NULL, record_key VARCHAR(512) NOT NULL, type VARCHAR(100) NOT NULL, version BIGINT NOT NULL, size INT NOT NULL, frame LONGBLOB NULL, content_id BIGINT NULL, created_at datetime(6) NOT NULL, updated_at datetime(6) NULL, expires_at datetime(6) NULL, CONSTRAINT pk_coffer_record PRIMARY KEY (collection, record_key)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin PAGE_COMPRESSED=0;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record', 'coffer', 'coffer/0002-records.xml', NOW(), 11, '9:e70f05e5f8f16a80547293ccd15a77b6', 'createTable tableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content::coffer
CREATE TABLE coffer_record_content (collection VARCHAR(100) NOT NULL, record_key VARCHAR(512) NOT NULL, content_id BIGINT NOT NULL, CONSTRAINT pk_coffer_record_content PRIMARY KEY (collection, record_key)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content', 'coffer', 'coffer/0002-records.xml', NOW(), 12, '9:ff22c5de4650941f2e142cda6c7e9b1a', 'createTable tableName=coffer_record_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content-index::coffer
CREATE INDEX ix_coffer_record_content ON coffer_record_content(content_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content-index', 'coffer', 'coffer/0002-records.xml', NOW(), 13, '9:f584a583ad8a3333aaecacd78e46fcd7', 'createIndex indexName=ix_coffer_record_content, tableName=coffer_record_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content-of-record::coffer
ALTER TABLE coffer_record_content ADD CONSTRAINT fk_coffer_record_content_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE RESTRICT ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content-of-record', 'coffer', 'coffer/0002-records.xml', NOW(), 14, '9:619ebd67289d6409b288049e6178df7d', 'addForeignKeyConstraint baseTableName=coffer_record_content, constraintName=fk_coffer_record_content_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content-of-content::coffer
ALTER TABLE coffer_record_content ADD CONSTRAINT fk_coffer_record_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content-of-content', 'coffer', 'coffer/0002-records.xml', NOW(), 15, '9:37206632fefc0f6f8d09b0a63411ea43', 'addForeignKeyConstraint baseTableName=coffer_record_content, constraintName=fk_coffer_record_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0003-version.xml::schema::coffer
CREATE TABLE coffer_schema (id INT NOT NULL, version INT NOT NULL, min_reader INT NOT NULL, min_writer INT NOT NULL, identity VARCHAR(36) NOT NULL, CONSTRAINT pk_coffer_schema PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('schema', 'coffer', 'coffer/0003-version.xml', NOW(), 16, '9:fa2846a1ec3607ff54d2bb39d6929cae', 'createTable tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0003-version.xml::version-1::coffer
INSERT INTO coffer_schema (id, version, min_reader, min_writer, identity) VALUES (1, 1, 1, 1, uuid());
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-1', 'coffer', 'coffer/0003-version.xml', NOW(), 17, '9:ce0850fdaa59420c8c09c67b4d6089fd', 'insert tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0004-dictionaries.xml::dictionary::coffer
CREATE TABLE coffer_dictionary (collection VARCHAR(100) NOT NULL, dictionary_id VARCHAR(8) NOT NULL, domain VARCHAR(64) NOT NULL, dictionary LONGBLOB NOT NULL, created_at datetime(6) NOT NULL, retired_at datetime(6) NULL, CONSTRAINT pk_coffer_dictionary PRIMARY KEY (collection, dictionary_id, domain)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('dictionary', 'coffer', 'coffer/0004-dictionaries.xml', NOW(), 18, '9:3581d32205bfe967392a2a7d4ef5f212', 'createTable tableName=coffer_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0004-dictionaries.xml::version-2::coffer
UPDATE coffer_schema SET version = 2 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-2', 'coffer', 'coffer/0004-dictionaries.xml', NOW(), 19, '9:3c299245bd5ff64cb066f2b84d2a695d', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0005-recompression.xml::recompression::coffer
CREATE TABLE coffer_recompression (collection VARCHAR(100) NOT NULL, codec VARCHAR(100) NOT NULL, dictionary_id VARCHAR(8) NULL, tried_until datetime(6) NULL, pass_until datetime(6) NULL, pass_after VARCHAR(512) NULL, CONSTRAINT pk_coffer_recompression PRIMARY KEY (collection)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('recompression', 'coffer', 'coffer/0005-recompression.xml', NOW(), 20, '9:cda8cb2e97dcdbfd1733bb6137b24875', 'createTable tableName=coffer_recompression', '', 'EXECUTED', 'coffer');

-- changeset coffer/0005-recompression.xml::version-3::coffer
UPDATE coffer_schema SET version = 3 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-3', 'coffer', 'coffer/0005-recompression.xml', NOW(), 21, '9:cbd0a5dd6dfa5101e967589db55b9c89', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::holder::coffer
CREATE TABLE coffer_holder (content_id BIGINT NOT NULL, holder VARCHAR(255) NOT NULL, since datetime(6) NOT NULL, CONSTRAINT pk_coffer_holder PRIMARY KEY (content_id, holder)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('holder', 'coffer', 'coffer/0006-holders.xml', NOW(), 22, '9:f26879155677e354c32170ecb1f99bb6', 'createTable tableName=coffer_holder', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::holder-of-content::coffer
ALTER TABLE coffer_holder ADD CONSTRAINT fk_coffer_holder_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('holder-of-content', 'coffer', 'coffer/0006-holders.xml', NOW(), 23, '9:d78cd1ebbe76dc030304ec1ddf93aa30', 'addForeignKeyConstraint baseTableName=coffer_holder, constraintName=fk_coffer_holder_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::version-4::coffer
UPDATE coffer_schema SET version = 4 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-4', 'coffer', 'coffer/0006-holders.xml', NOW(), 24, '9:804fb955ebff74545101a4c9d99157c5', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference::coffer
CREATE TABLE coffer_record_reference (collection VARCHAR(100) NOT NULL, record_key VARCHAR(512) NOT NULL, content_id BIGINT NOT NULL, CONSTRAINT pk_coffer_record_reference PRIMARY KEY (collection, record_key, content_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference', 'coffer', 'coffer/0007-references.xml', NOW(), 25, '9:efa66126027e0986f4a239cfa0e1bedc', 'createTable tableName=coffer_record_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-index::coffer
CREATE INDEX ix_coffer_record_reference ON coffer_record_reference(content_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-index', 'coffer', 'coffer/0007-references.xml', NOW(), 26, '9:882f93d93fe28d5129a35b2cc086fbee', 'createIndex indexName=ix_coffer_record_reference, tableName=coffer_record_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-of-record::coffer
ALTER TABLE coffer_record_reference ADD CONSTRAINT fk_coffer_record_reference_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-of-record', 'coffer', 'coffer/0007-references.xml', NOW(), 27, '9:2bd41cdaef9ecd02be4b006c732fba08', 'addForeignKeyConstraint baseTableName=coffer_record_reference, constraintName=fk_coffer_record_reference_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-to-content::coffer
ALTER TABLE coffer_record_reference ADD CONSTRAINT fk_coffer_record_reference_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-to-content', 'coffer', 'coffer/0007-references.xml', NOW(), 28, '9:ee885ebdf347b4e1887eb7321635e3ab', 'addForeignKeyConstraint baseTableName=coffer_record_reference, constraintName=fk_coffer_record_reference_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::version-5::coffer
UPDATE coffer_schema SET version = 5 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-5', 'coffer', 'coffer/0007-references.xml', NOW(), 29, '9:03e1cbbf4a5c7df83b22f0c78efc28f4', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry::coffer
CREATE TABLE coffer_record_expiry (collection VARCHAR(100) NOT NULL, record_key VARCHAR(512) NOT NULL, due_at datetime(6) NOT NULL, CONSTRAINT pk_coffer_record_expiry PRIMARY KEY (collection, record_key)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 30, '9:081969680bc4bb2a3da7365ba3ee385c', 'createTable tableName=coffer_record_expiry', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-index::coffer
CREATE INDEX ix_coffer_record_expiry ON coffer_record_expiry(due_at);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 31, '9:72215d6479d2614a0f0783e67c766dd0', 'createIndex indexName=ix_coffer_record_expiry, tableName=coffer_record_expiry', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-of-record::coffer
ALTER TABLE coffer_record_expiry ADD CONSTRAINT fk_coffer_record_expiry_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-of-record', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 32, '9:5366a327487474d05a4d27c428642010', 'addForeignKeyConstraint baseTableName=coffer_record_expiry, constraintName=fk_coffer_record_expiry_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-of-today::coffer
insert into coffer_record_expiry (collection, record_key, due_at) select collection, record_key, expires_at from coffer_record where expires_at is not null;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-of-today', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 33, '9:4f79d1354a7f74f179a23fa36b8505c5', 'sql', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unreferenced::coffer
CREATE TABLE coffer_unreferenced (content_id BIGINT NOT NULL, since datetime(6) NOT NULL, CONSTRAINT pk_coffer_unreferenced PRIMARY KEY (content_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unreferenced', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 34, '9:465ecee8a09a6c5c54b0564458b89d8e', 'createTable tableName=coffer_unreferenced', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unreferenced-index::coffer
CREATE INDEX ix_coffer_unreferenced ON coffer_unreferenced(since);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unreferenced-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 35, '9:69a0683e65a30e82c357de63719a4c86', 'createIndex indexName=ix_coffer_unreferenced, tableName=coffer_unreferenced', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unprotected-reference::coffer
CREATE TABLE coffer_unprotected_reference (table_schema VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT NULL, column_name VARCHAR(64) NOT NULL, CONSTRAINT pk_coffer_unprotected_reference PRIMARY KEY (table_schema, table_name, column_name)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unprotected-reference', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 36, '9:a857589e07710f6bd4368a52ce58fa7a', 'createTable tableName=coffer_unprotected_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::task::coffer
CREATE TABLE coffer_task (task VARCHAR(100) NOT NULL, run BIGINT NOT NULL, node VARCHAR(100) NULL, leased_until datetime(6) NULL, turn datetime(6) NULL, progress VARCHAR(2000) NULL, CONSTRAINT pk_coffer_task PRIMARY KEY (task)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('task', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 37, '9:b1798ec923919d8d9a023c85336151f7', 'createTable tableName=coffer_task', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::run::coffer
CREATE TABLE coffer_run (task VARCHAR(100) NOT NULL, run BIGINT NOT NULL, node VARCHAR(100) NOT NULL, started_at datetime(6) NOT NULL, ended_at datetime(6) NULL, outcome VARCHAR(20) NOT NULL, figures VARCHAR(2000) NOT NULL, problem VARCHAR(2000) NULL, CONSTRAINT pk_coffer_run PRIMARY KEY (task, run)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('run', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 38, '9:29185d2f58941dca421591aa80761309', 'createTable tableName=coffer_run', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::run-index::coffer
CREATE INDEX ix_coffer_run ON coffer_run(started_at);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('run-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 39, '9:c4de7421ee4301bbecfdc8b08beab4a7', 'createIndex indexName=ix_coffer_run, tableName=coffer_run', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::damage::coffer
CREATE TABLE coffer_damage (collection VARCHAR(100) NOT NULL, record_key VARCHAR(512) NOT NULL, found_at datetime(6) NOT NULL, problem VARCHAR(2000) NOT NULL, CONSTRAINT pk_coffer_damage PRIMARY KEY (collection, record_key)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('damage', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 40, '9:670c1b27f345598bcdd70cdea64f556c', 'createTable tableName=coffer_damage', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::version-6::coffer
UPDATE coffer_schema SET version = 6 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-6', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 41, '9:0f13531a27d73e60bebd4fc338222673', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::common-dictionary::coffer
CREATE TABLE coffer_common_dictionary (collection VARCHAR(100) NOT NULL, dictionary_id VARCHAR(8) NOT NULL, domain VARCHAR(64) NOT NULL, window_bytes INT NOT NULL, shared_by INT NOT NULL, gain INT NOT NULL, CONSTRAINT pk_coffer_common_dictionary PRIMARY KEY (collection, dictionary_id, domain)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('common-dictionary', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 42, '9:3db7f350a662817e22ace58ed1d85e70', 'createTable tableName=coffer_common_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::common-dictionary-kept::coffer
ALTER TABLE coffer_common_dictionary ADD CONSTRAINT fk_coffer_common_dictionary FOREIGN KEY (collection, dictionary_id, domain) REFERENCES coffer_dictionary (collection, dictionary_id, domain);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('common-dictionary-kept', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 43, '9:33b33a9ba96bb3fad017e3aff7bf6a98', 'addForeignKeyConstraint baseTableName=coffer_common_dictionary, constraintName=fk_coffer_common_dictionary, referencedTableName=coffer_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::version-7::coffer
UPDATE coffer_schema SET version = 7 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-7', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 44, '9:78cb07e1b8bb7b7f75fc5e7d2c0adfa9', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0011-content-ids.xml::content-ids::coffer
UPDATE coffer_schema SET min_writer = 8 WHERE id = 1 and not exists (select 1 from coffer_content);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content-ids', 'coffer', 'coffer/0011-content-ids.xml', NOW(), 45, '9:24fd2251f72daa1bd5754f60e859bdf1', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0011-content-ids.xml::version-8::coffer
UPDATE coffer_schema SET version = 8 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-8', 'coffer', 'coffer/0011-content-ids.xml', NOW(), 46, '9:3108c2d6bb220350efdec92d9be71919', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::shard::coffer
CREATE TABLE coffer_shard (id INT NOT NULL, cluster_id VARCHAR(36) NOT NULL, name VARCHAR(64) NOT NULL, map_version BIGINT NOT NULL, shard_key VARCHAR(200) NOT NULL, CONSTRAINT pk_coffer_shard PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('shard', 'coffer', 'coffer/0012-shards.xml', NOW(), 47, '9:87762e9a15c6bf89e31faf0c7ce5b997', 'createTable tableName=coffer_shard', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::shard-member::coffer
CREATE TABLE coffer_shard_member (name VARCHAR(64) NOT NULL, weight_before INT NOT NULL, weight_after INT NOT NULL, CONSTRAINT pk_coffer_shard_member PRIMARY KEY (name)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('shard-member', 'coffer', 'coffer/0012-shards.xml', NOW(), 48, '9:8ce34f3ee73e366facb4f89390ba6781', 'createTable tableName=coffer_shard_member', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::version-9::coffer
UPDATE coffer_schema SET version = 9 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-9', 'coffer', 'coffer/0012-shards.xml', NOW(), 49, '9:233685d86a5dc0cd59a899c0aaa76734', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0013-history.xml::daily-size::coffer
CREATE TABLE coffer_daily_size (measured_on date NOT NULL, collection VARCHAR(100) NOT NULL, measured_at datetime(6) NOT NULL, records BIGINT NOT NULL, logical_bytes BIGINT NOT NULL, unique_bytes BIGINT NOT NULL, stored_bytes BIGINT NOT NULL, contents BIGINT NULL, kept BIGINT NULL, content_logical_bytes BIGINT NULL, content_unique_bytes BIGINT NULL, content_stored_bytes BIGINT NULL, physical_bytes BIGINT NULL, expiring BIGINT NULL, last_change datetime(6) NULL, CONSTRAINT pk_coffer_daily_size PRIMARY KEY (measured_on, collection)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('daily-size', 'coffer', 'coffer/0013-history.xml', NOW(), 50, '9:f3f8951f49f903a1962308989ef8ed64', 'createTable tableName=coffer_daily_size', '', 'EXECUTED', 'coffer');

-- changeset coffer/0013-history.xml::version-10::coffer
UPDATE coffer_schema SET version = 10 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-10', 'coffer', 'coffer/0013-history.xml', NOW(), 51, '9:5e766b364632327fce8ace7d33d886d3', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');
