package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class ImportersTest {
  @TempDir Path folder;
  private Path lfw;
  private Path out;

  @BeforeEach
  void someFaces() {
    lfw = folder.resolve("collections/lfw");
    out = folder.resolve("sets/lfw");
    for (String name :
        List.of(
            "Ann_Doe/Ann_Doe_0001.jpg", "Bob_Roe/Bob_Roe_0001.jpg", "Bob_Roe/Bob_Roe_0002.jpg")) {
      Fixtures.write(lfw.resolve(name), "a face");
    }
  }

  @Test
  void lfw_labelsTable_givesIdentityAndGenderOfWhatIsThere() {
    Fixtures.write(
        lfw.resolve("labels.csv"),
        "file,identity,gender,label_source",
        "Ann_Doe/Ann_Doe_0001.jpg,Ann_Doe,F,list",
        "Bob_Roe/Bob_Roe_0002.jpg,Bob_Roe,M,list",
        "Zoe_Poe/Zoe_Poe_0001.jpg,Zoe_Poe,F,list");

    Importers.Imported imported = Importers.lfw(lfw, out, ByteModality.IMAGES);

    DataSet set = DataSet.open(out);
    assertEquals(
        List.of(
            Sample.of(
                "Ann_Doe/Ann_Doe_0001.jpg", Map.of("identity", "Ann_Doe", "gender", "female")),
            Sample.of("Bob_Roe/Bob_Roe_0002.jpg", Map.of("identity", "Bob_Roe", "gender", "male"))),
        set.samples());
    assertEquals(Optional.of(0.45), set.card().crop());
    assertEquals(1, imported.unlabelled());
    assertEquals(1, imported.missing());
    assertEquals(lfw.resolve("Ann_Doe/Ann_Doe_0001.jpg"), set.file(set.samples().get(0)));
  }

  @Test
  void lfw_nameListsBeside_giveIdentityAndGender() {
    Fixtures.write(lfw.resolveSibling("female_names.txt"), "Ann_Doe_0001.jpg");
    Fixtures.write(
        lfw.resolveSibling("male_names.txt"), "Bob_Roe_0001.jpg", "Bob_Roe_0002.jpg ", "");

    DataSet set = Importers.lfw(lfw, out, ByteModality.IMAGES).set();

    assertEquals(3, set.samples().size());
    assertEquals(Map.of("identity", "Bob_Roe", "gender", "male"), set.samples().get(2).labels());
  }

  @Test
  void lfw_noGenders_saysWhatToDo() {
    var refusal =
        assertThrows(
            MalformedDataSetException.class, () -> Importers.lfw(lfw, out, ByteModality.IMAGES));

    assertEquals(
        "nothing in or beside %s tells the genders: put labels.csv there, or male_names.txt and female_names.txt, or use winnow import folder"
            .formatted(lfw),
        refusal.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void lfw_strangeGender_namesTheLine() {
    Path table =
        Fixtures.write(
            lfw.resolve("labels.csv"),
            "file,identity,gender",
            "Ann_Doe/Ann_Doe_0001.jpg,Ann_Doe,x");

    var refusal =
        assertThrows(
            MalformedDataSetException.class, () -> Importers.lfw(lfw, out, ByteModality.IMAGES));

    assertEquals(
        table + ", line 2, has a gender that is none of F, M, female, male", refusal.getMessage());
  }

  @Test
  void lfw_twice_isRefusedTheSecondTime() {
    Fixtures.write(lfw.resolve("female_names.txt"), "Ann_Doe_0001.jpg");
    Fixtures.write(lfw.resolve("male_names.txt"), "Bob_Roe_0001.jpg");
    Importers.lfw(lfw, out, ByteModality.IMAGES);

    assertThrows(
        MalformedDataSetException.class, () -> Importers.lfw(lfw, out, ByteModality.IMAGES));
  }

  @Test
  void orl_folders_giveIdentityAndGender() {
    Path orl = folder.resolve("orl");
    for (String name : List.of("s1/1.pgm", "s1/1.pgm.png", "s2/10.pgm", "s3/1.pgm")) {
      Fixtures.write(orl.resolve(name), "a face");
    }
    Fixtures.write(orl.resolve("labels.csv"), "identity,gender", "s1,M", "s2,F");

    Importers.Imported imported = Importers.orl(orl, folder.resolve("set"), ByteModality.IMAGES);

    assertEquals(
        List.of(
            Sample.of("s1/1.pgm", Map.of("identity", "s1", "gender", "male")),
            Sample.of("s2/10.pgm", Map.of("identity", "s2", "gender", "female"))),
        imported.set().samples());
    assertEquals(1, imported.unlabelled());
  }

  @Test
  void folder_classesAndDeeperFolders_areLabelledByTheFirst() {
    Path photos = folder.resolve("photos");
    for (String name :
        List.of("cat/1.png", "cat/more/2.JPG", "dog/3.bmp", "loose.png", "dog/x.txt")) {
      Fixtures.write(photos.resolve(name), "x");
    }

    Importers.Imported imported = Importers.folder(photos, "animal", photos, ByteModality.IMAGES);

    DataSet set = DataSet.open(photos);
    assertEquals(List.of("cat", "dog"), set.classes("animal"));
    assertEquals(3, set.samples().size());
    assertEquals(1, imported.unlabelled());
    assertEquals("photos", set.card().name());
    assertEquals(Optional.empty(), set.card().root());
  }

  @Test
  void folder_setInsideOrAround_movesAlongWithTheImages() throws Exception {
    Fixtures.write(folder.resolve("a/photos/cat/1.png"), "x");
    Importers.folder(
        folder.resolve("a/photos"), "animal", folder.resolve("a/photos/set"), ByteModality.IMAGES);
    Importers.folder(
        folder.resolve("a/photos"), "animal", folder.resolve("a"), ByteModality.IMAGES);

    Files.move(folder.resolve("a"), folder.resolve("b"));

    for (String place : List.of("b/photos/set", "b")) {
      DataSet set = DataSet.open(folder.resolve(place));
      assertEquals(folder.resolve("b/photos/cat/1.png"), set.file(set.samples().get(0)));
    }
  }

  @Test
  void folder_impossibleColumn_isRefusedAndNothingWritten() {
    var refusal =
        assertThrows(
            MalformedDataSetException.class,
            () -> Importers.folder(lfw, "path", out, ByteModality.IMAGES));

    assertEquals(
        out.resolve("samples.csv") + " has the column \"path\" twice; rename or remove one",
        refusal.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void folder_noClasses_isRefused() {
    Path photos = folder.resolve("photos");
    Fixtures.write(photos.resolve("1.png"), "x");

    var refusal =
        assertThrows(
            MalformedDataSetException.class,
            () -> Importers.folder(photos, "animal", out, ByteModality.IMAGES));

    assertEquals(
        photos + " has no labelled image; name the folder that holds a folder of images per animal",
        refusal.getMessage());
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void lfw_realFaces_areAllThere() {
    Path real = Path.of(System.getenv("WINNOW_DATA"), "lfw");

    DataSet set = Importers.lfw(real, out, ByteModality.IMAGES).set();

    assertEquals(13_233, set.samples().size());
    assertEquals(5_749, set.classes("identity").size());
    assertEquals(
        2_967,
        set.samples().stream()
            .filter(s -> s.label("gender").equals(Optional.of("female")))
            .count());
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void orl_realFaces_areAllThere() {
    DataSet set =
        Importers.orl(Path.of(System.getenv("WINNOW_DATA"), "orl"), out, ByteModality.IMAGES).set();

    assertEquals(400, set.samples().size());
    assertEquals(40, set.classes("identity").size());
  }
}
