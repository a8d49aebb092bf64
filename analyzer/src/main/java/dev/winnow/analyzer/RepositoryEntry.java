package dev.winnow.analyzer;

import java.util.Optional;

/**
 * What one folder of a repository holds.
 *
 * @param name of the folder
 * @param model that it holds; empty if it holds none that this server could serve
 * @param reason why it holds none; empty if it does
 */
record RepositoryEntry(String name, Optional<StoredModel> model, String reason) {}
