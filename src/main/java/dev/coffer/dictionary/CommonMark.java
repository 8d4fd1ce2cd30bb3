package dev.coffer.dictionary;

/**
 * The row in {@code coffer_common_dictionary} of a dictionary that holds nothing private.
 * Immutable.
 *
 * @param window the length in bytes of the windows that records share
 * @param sharedBy the least number of distinct records in which each window occurs
 * @param gain how much smaller it made values when it was trained, in percent
 */
public record CommonMark(int window, int sharedBy, int gain) {}
