/**
 * YAML that people write: files in, a tree of what they say out, and nothing that it does not seem
 * to say.
 */
@NullMarked
package dev.winnow.core.yaml;

import org.jspecify.annotations.NullMarked;
