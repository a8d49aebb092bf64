/** Where the modalities are chosen from: whoever needs one of them has it handed in. */
@NullMarked
package dev.winnow.modalities;

import org.jspecify.annotations.NullMarked;
