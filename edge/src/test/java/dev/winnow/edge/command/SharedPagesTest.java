package dev.winnow.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** One page for all runs of a process. */
class SharedPagesTest {
  private static int health(SharedPages.Lease page) throws IOException, InterruptedException {
    URI address = URI.create(page.address().orElseThrow()).resolve("health");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void lease_samePort_isOnePageUntilTheLastRunEnds() throws Exception {
    SharedPages pages = new SharedPages();
    SharedPages.Lease one = pages.lease(0);
    SharedPages.Lease other = pages.lease(0);
    assertEquals(one.status(), other.status());
    assertEquals(one.address(), other.address());

    one.close();
    assertEquals(200, health(other));
    other.close();
    assertThrows(IOException.class, () -> health(other));
  }

  @Test
  void none_isARunsOwn() {
    assertNotEquals(SharedPages.none().status(), SharedPages.none().status());
  }
}
