/** What an audit found, for people to read and for machines, and signed into certificates. */
@NullMarked
package dev.winnow.audit.report;

import org.jspecify.annotations.NullMarked;
