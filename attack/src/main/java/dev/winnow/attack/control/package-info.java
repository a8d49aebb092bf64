/**
 * The raw control: what attackers make of captures themselves before they learn from them.
 *
 * <p>In flow a network and captures prepared for it; out flow {@link dev.winnow.data.CaptureFeature
 * ways} to look at captures through some of its layers. A linear attacker on an inner feature may
 * find more than any attacker here finds in pixels, so a control that knew pixels alone would be
 * too weak for what stands beside it.
 */
@NullMarked
package dev.winnow.attack.control;

import org.jspecify.annotations.NullMarked;
