package dev.coffer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/**
 * The key of a part: the content that contains it and its position there.
 *
 * @param contentId the id of the content that consists of parts
 * @param position the position of the part in the content, from 0
 */
@Embeddable
public record PartId(
    @Column(name = "content_id", nullable = false) @Convert(disableConversion = true)
        long contentId,
    @Column(name = "position", nullable = false) @Convert(disableConversion = true) int position)
    implements Serializable {}
