package dev.winnow.data.importing;

import static dev.winnow.data.importing.PeoplesFiles.labels;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.InputSpec;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Sample;
import dev.winnow.data.Split;
import dev.winnow.data.TimeWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderImportTest {
  private static final ImportPlan NONE = ImportPlan.NONE;

  @TempDir Path folder;
  private PeoplesFiles files;

  @BeforeEach
  void inAFolder() {
    files = new PeoplesFiles(folder);
  }

  private static ImportPlan label(String column) {
    return new ImportPlan(
        Optional.empty(),
        Optional.of(column),
        List.of(),
        ColumnEdits.NONE,
        SampleScope.ALL,
        card -> card);
  }

  private TableSource table(String... lines) {
    files.text("table.txt", lines);
    return TableSource.of(files.at("table.txt"));
  }

  private void refused(ImportPlan plan, String sentence) {
    var refusal = assertThrows(MalformedDataSetException.class, () -> files.imported(plan));

    assertEquals(sentence.replace("FOLDER", folder.toString()), refusal.getMessage());
    assertFalse(Files.exists(files.at("set")));
  }

  @Test
  void folders_ofClasses_areTheLabel() {
    files
        .images("files/cat/1.png", "files/cat/more/2.PNG", "files/dog/3.jpg", "files/loose.png")
        .text("files/dog/x.txt", "x");

    ImportReport report = files.imported(label("animal"));

    DataSet set = DataSet.open(files.at("set"));
    assertEquals(List.of("cat", "dog"), set.classes("animal"));
    assertEquals(3, set.samples().size());
    assertEquals(1, report.leftOut().unlabelled());
    assertEquals(
        List.of("1 file left out: 1 other (dog/x.txt)"), report.leftOut().others().sentences());
    assertEquals("files", set.card().name());
    assertEquals(
        List.of(new ColumnValues("animal", Map.of("cat", 2, "dog", 1), 0)), report.columns());
  }

  @Test
  void folders_trainAndVal_areTheSplitAndNotTheLabel() {
    files.images("files/train/female/1.png", "files/val/male/2.png");

    ImportReport report = files.imported(label("gender"));

    assertEquals(
        Map.of("gender", "female", "split", "train"), labels(report, "train/female/1.png"));
    assertEquals(Map.of("gender", "male", "split", "validation"), labels(report, "val/male/2.png"));
  }

  @Test
  void folders_splitBelowTheClasses_isTheSplit() {
    files.images("files/cat/training/1.png", "files/dog/testing/2.png");

    ImportReport report = files.imported(NONE);

    assertEquals(Map.of("label", "dog", "split", "test"), labels(report, "dog/testing/2.png"));
  }

  @Test
  void folders_oneThatIsNoSplit_areTheLabel() {
    files.images("files/train/1.png", "files/bus/2.png");

    assertEquals(Map.of("label", "train"), labels(files.imported(NONE), "train/1.png"));
  }

  @ParameterizedTest
  @CsvSource({
    "train,TRAIN",
    "Training,TRAIN",
    "val,VALIDATION",
    "valid,VALIDATION",
    "dev,VALIDATION",
    "Validation,VALIDATION",
    "TEST,TEST",
    "testing,TEST",
    "0,TRAIN",
    "1,VALIDATION",
    "2,TEST"
  })
  void split_wordOfATable_isUnderstood(String word, Split split) {
    files.images("files/1.png");

    ImportReport report = files.imported(NONE.with(table("file,who,split", "1.png,Ann," + word)));

    assertEquals(Map.of(split, 1), report.splits());
    assertEquals(List.of("who"), report.set().columns());
  }

  @Test
  void split_otherWord_isRefusedAndMapped() {
    files.images("files/1.png");
    ImportPlan plan = NONE.with(table("file,who,split", "1.png,Ann,holdout"));

    refused(
        plan,
        "the column split says \"holdout\", which is none of train, val, test; say what it means, such as --map \"split:holdout=test\", or leave it out with --drop split");
    assertEquals(
        Map.of(Split.TEST, 1),
        files.imported(plan.with(ColumnEdits.NONE.mapping("split:holdout=test"))).splits());
  }

  @Test
  void split_columnOfAnotherName_countsIfItHoldsNothingElse() {
    files.images("files/1.png", "files/2.png");

    ImportReport report =
        files.imported(
            NONE.with(table("file,who,set,partition", "1.png,Ann,a,train", "2.png,Bob,b,test")));

    assertEquals(Map.of(Split.TRAIN, 1, Split.TEST, 1), report.splits());
    assertEquals(List.of("who", "set"), report.set().columns());
  }

  @Test
  void table_ofPeople_isJoinedByTheFoldersThatNameThem() {
    files.images("files/p1/1.png", "files/p1/2.png", "files/p2/1.png", "files/p3/1.png");

    ImportReport report =
        files.imported(
            label("identity")
                .with(table("identity,gender,age", "P1,female,20", "p2,male,21", "p9,male,30")));

    assertEquals(
        Map.of("identity", "p1", "gender", "female", "age", "20"), labels(report, "p1/2.png"));
    assertEquals(Map.of("identity", "p3"), labels(report, "p3/1.png"));
    JoinedTable joined = report.tables().get(0);
    assertEquals(List.of("identity"), joined.keys());
    assertEquals(3, joined.files());
    assertEquals(List.of("p9"), joined.lost());
    assertEquals(
        List.of(1, 1), report.columns().stream().skip(1).map(ColumnValues::unknown).toList());
  }

  /** What one table says of files, another may say more of. */
  @Test
  void tables_twoOfThem_areJoinedOneAfterTheOther() {
    files.images("files/1.png", "files/2.png").text("who.csv", "who,gender", "Ann,f", "Bob,m");

    ImportReport report =
        files.imported(
            NONE.with(
                table("file;who", "1.png;Ann", "2.png;Bob"), TableSource.of(files.at("who.csv"))));

    assertEquals(Map.of("who", "Bob", "gender", "m"), labels(report, "2.png"));
  }

  /** Two pictures of different people may share everything but their names. */
  @Test
  void tables_sharedColumnsThatTellNoRowsApart_areNoKey() {
    files.images("files/a/1.png", "files/b/1.png").text("b.csv", "file,gender", "b/1.png,f");

    ImportReport report =
        files.imported(
            NONE.with(table("file,gender", "a/1.png,f"), TableSource.of(files.at("b.csv"))));

    assertEquals(2, report.set().samples().size());
    assertEquals(List.of("file"), report.tables().get(1).keys());
  }

  @Test
  void table_keyGiven_isFollowed() {
    files.images("files/1.png", "files/2.png");
    TableSource found = table("one,two,who", "1,2,Ann", "2,1,Bob");
    TableSource given = new TableSource(found.file(), List.of(), List.of("two"), Map.of());

    assertEquals(
        Map.of("one", "2", "who", "Bob"), labels(files.imported(NONE.with(given)), "1.png"));
  }

  @Test
  void table_saysOtherwiseThanThePath_countsAndIsCounted() {
    files.images("files/f/1.png", "files/f/2.png");

    ImportReport report =
        files.imported(label("gender").with(table("file,gender", "1.png,f", "2.png,m")));

    assertEquals(Map.of("gender", "m"), labels(report, "f/2.png"));
    assertEquals(1, report.tables().get(0).contradictions());
  }

  @Test
  void table_sameRowTwice_isOneAndTwoDifferentOnesAreRefused() {
    files.images("files/1.png", "files/2.png");
    String[] twice = {"file,who", "1.png,Ann", "2.png,Bob", "./1.png,Ann"};

    assertEquals(2, files.imported(NONE.with(table(twice))).set().samples().size());

    twice[3] = "1,Bob";
    var refusal =
        assertThrows(
            MalformedDataSetException.class, () -> files.imported(NONE.with(table(twice))));
    assertEquals(
        files.at("table.txt") + " says two things of 1.png, in the lines [2, 4]; remove one",
        refusal.getMessage());
  }

  @Test
  void table_withoutAHeader_asksForColumns() {
    files.images("files/1.png", "files/2.png");

    refused(
        NONE.with(table("1.png 7", "2.png 8")),
        "FOLDER/table.txt has no header, but [1.png, 7]; name its columns, such as --columns file,identity");
  }

  @Test
  void table_thatFindsNoFile_saysWhatWasTried() {
    files.images("files/p1/1.png");

    refused(
        label("identity").with(table("person,gender", "p7,female")),
        "no row of FOLDER/table.txt finds a file: none of its columns [person, gender] names files, as [p1/1.png] does, and none is among those of a pattern, which are [identity]; name one with --key, or the columns of a pattern like the table's");
  }

  @Test
  void table_withStartAndEnd_makesSamplesOfPartsOfFiles() {
    files.text("files/p1.csv", "time,x", "0,1").text("files/p2.csv", "time,x", "0,1");

    ImportReport report =
        files.imported(
            NONE.with(
                table("file,doing,start,end", "p1,walking,0,2.5", "p1,sitting,2.5,5", "p2,x,,")));

    assertEquals(InputSpec.Kind.SERIES, report.set().card().modality());
    assertEquals(
        List.of(
            Sample.of("p1.csv", Map.of("doing", "walking")).during(new TimeWindow(0, 2.5)),
            Sample.of("p1.csv", Map.of("doing", "sitting")).during(new TimeWindow(2.5, 5)),
            Sample.of("p2.csv", Map.of("doing", "x"))),
        report.set().samples());
  }

  @Test
  void columns_edited_areRenamedMappedAndChosen() {
    files.images("files/1.png", "files/2.png", "files/3.png");
    ImportPlan plan =
        NONE.with(
            table("file,Male,Young,note", "1.png,1,NaN,a", "2.png,-1,1,b", "3.png,n/a,,null"));
    ColumnEdits edits =
        ColumnEdits.NONE
            .renaming(Map.of("Male", "gender"))
            .mapping("gender:1=male,-1=female")
            .without("note");

    ImportReport report = files.imported(plan.with(edits));

    assertEquals(Map.of("gender", "male"), labels(report, "1.png"));
    assertEquals(Map.of("gender", "female", "Young", "1"), labels(report, "2.png"));
    assertEquals(List.of("gender", "Young"), report.set().columns());
    assertEquals(1, report.leftOut().unlabelled());
  }

  @Test
  void columns_kept_areAllThatStays() {
    files.images("files/1.png");

    ImportReport report =
        files.imported(
            NONE.with(table("file,a,b,split", "1.png,x,y,test"))
                .with(ColumnEdits.NONE.keeping("b")));

    assertEquals(Map.of("b", "y", "split", "test"), labels(report, "1.png"));
  }

  @Test
  void columns_valuesThatDifferInCase_areNamed() {
    files.images("files/1.png", "files/2.png", "files/3.png");

    ImportReport report =
        files.imported(NONE.with(table("file,g", "1.png,Male", "2.png,male", "3.png,female")));

    assertEquals(List.of("Male", "male"), report.columns().get(0).alike());
  }

  @Test
  void files_excluded_areCounted() {
    files.images("files/a/1.png", "files/a/1_mask.png", "files/b/1.png");

    ImportReport report = files.imported(NONE.excluding("*_mask.png", "b/*"));

    assertEquals(1, report.set().samples().size());
    assertEquals(2, report.leftOut().excluded());
  }

  @Test
  void files_ofTwoModalities_mostDecide() {
    files.images("files/a/1.png", "files/b/2.png").text("files/notes.csv", "x");

    ImportReport report = files.imported(NONE);

    assertEquals(InputSpec.Kind.IMAGE, report.set().card().modality());
    assertEquals(
        List.of("1 file left out: 1 other (notes.csv)"), report.leftOut().others().sentences());
  }

  @Test
  void files_tableAmongThem_isNoSeries() {
    files.text("files/a/1.csv", "x").text("files/people.csv", "label,age", "a,7");
    TableSource people = TableSource.of(files.at("files/people.csv"));

    ImportReport report = files.imported(label("label").with(people));

    assertEquals(Map.of("label", "a", "age", "7"), labels(report, "a/1.csv"));
    assertEquals(1, report.set().samples().size());
  }

  @Test
  void nothing_toImport_isRefused() {
    files.text("files/a.txt", "x");

    refused(NONE, "there is no image or series in FOLDER/files; 1 file left out: 1 other (a.txt)");
    files.images("files/1.png");
    refused(
        NONE,
        "FOLDER/files has no labelled image; say what its folders are with --label, what paths say with --pattern, or where labels stand with --table");
    refused(
        NONE.withPattern("{person}/*"),
        "the pattern \"{person}/*\" fits none of the 1 files in FOLDER/files, such as 1.png");
    refused(
        NONE.excluding("*"),
        "there is no image or series in FOLDER/files beside what --exclude leaves out;"
            + " 1 file left out: 1 other (a.txt)");
  }

  @Test
  void label_impossibleColumn_isRefusedAndNothingWritten() {
    files.images("files/cat/1.png");

    refused(
        label("path"),
        "FOLDER/set/samples.csv has the column \"path\" twice; rename or remove one");
  }

  @Test
  void set_insideOrAround_movesAlongWithTheFiles() throws Exception {
    files.images("a/files/cat/1.png");
    List<String> places = List.of("a/files/set", "a");
    for (String place : places) {
      FolderImport.run(files.at("a/files"), NONE, files.at(place), List.of(PeoplesFiles.IMAGES));
    }

    Files.move(files.at("a"), files.at("b"));

    for (String place : List.of("b/files/set", "b")) {
      DataSet set = DataSet.open(files.at(place));
      assertEquals(files.at("b/files/cat/1.png"), set.file(set.samples().get(0)));
    }
  }

  @Test
  void set_thatIsThere_isRefused() {
    files.images("files/cat/1.png");
    files.imported(NONE);

    var refusal = assertThrows(MalformedDataSetException.class, () -> files.imported(NONE));

    assertEquals(
        files.at("set") + " already holds a data set; name another folder or remove it first",
        refusal.getMessage());
  }
}
