package dev.winnow.audit;

import dev.winnow.data.DataSet;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;

/**
 * What an audit attacks on.
 *
 * @param set labelled captures
 * @param modality of the captures
 * @param partition of the set; no package may have learned from its test people
 */
record AuditData(DataSet set, Modality modality, Partition partition) {}
