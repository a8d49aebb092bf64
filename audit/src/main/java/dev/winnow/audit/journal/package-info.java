/**
 * What the steps of something that takes long came to, in a file, so that it goes on where it was
 * stopped. In flows what each step came to; out flows what is known of it the next time.
 */
@NullMarked
package dev.winnow.audit.journal;

import org.jspecify.annotations.NullMarked;
