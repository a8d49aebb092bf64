/**
 * What a node remembers from run to run, in files beside its key: how many bits it has told today,
 * and which versions it ran. What cannot be read or written stops the node.
 */
@NullMarked
package dev.winnow.edge.memory;

import org.jspecify.annotations.NullMarked;
