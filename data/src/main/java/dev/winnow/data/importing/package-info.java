/**
 * Data sets of files as people have them.
 *
 * <p>In flow a folder and an {@link dev.winnow.data.importing.ImportPlan}: what the paths of files
 * say (a {@link dev.winnow.data.importing.PathPattern}), tables of any common form (a {@link
 * dev.winnow.data.importing.TableSource}), and what becomes of the columns (a {@link
 * dev.winnow.data.importing.ColumnEdits}). A {@link dev.winnow.data.importing.FolderImport} joins
 * them file by file and writes {@code dataset.json} and {@code samples.csv}; nothing is copied. No
 * capture is read, unless long ones are divided into windows by what they hold themselves (a {@link
 * dev.winnow.data.importing.WindowPlan}). Out flows an {@link
 * dev.winnow.data.importing.ImportReport}: what each column holds and what was left out.
 * Collections that many people have are {@linkplain dev.winnow.data.importing.KnownCollection
 * plans} with a name.
 */
@NullMarked
package dev.winnow.data.importing;

import org.jspecify.annotations.NullMarked;
