package dev.winnow.analyzer.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void mostConnections_ofALimit_leavesRoomForOtherFiles() {
    assertEquals(1024 - 100 - 64 - 92, OpenFiles.mostConnections(1024, 100));
    assertEquals(34, OpenFiles.mostConnections(128, 60));
  }

  @Test
  void mostConnections_ofAnyLimit_isReachedBeforeIt() {
    for (long limit = 40; limit < 3000; limit += 7) {
      assertTrue(OpenFiles.mostConnections(limit, 20) + 20 < limit, "limit " + limit);
    }
  }

  @Test
  void mostConnections_withoutLimit_isLarge() {
    assertEquals(65_536, OpenFiles.mostConnections(-1, 60));
    assertEquals(65_536, OpenFiles.mostConnections(Long.MAX_VALUE, 60));
  }
}
