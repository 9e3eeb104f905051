package edu.fmu.sims.students;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.TestServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of a cursor: while rows come, go and change elsewhere, a walk meets each row that
 * stays where it was exactly once. Each seed plays another mix of orders, page sizes and changes.
 */
class CursorWalkIT {
  private static final int ROWS = 60;
  private static final List<String> FIELDS = List.of("id", "reg_no", "name", "program", "status");

  @AutoClose private static final TestServer server = TestServer.start();

  @BeforeAll
  static void programs() {
    server.sql("insert into program (name) values ('BDS'), ('DPT'), ('MBBS')");
  }

  private static int add(Random random, String regNo) {
    return (int)
        server.id(
            "insert into student (reg_no, name, program_id, status) select ?, ?, id, ?"
                + " from program order by id offset ? limit 1 returning id",
            regNo,
            "Name " + random.nextInt(7),
            random.nextBoolean() ? "active" : "on leave",
            random.nextInt(3));
  }

  private static String ordering(Random random) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      terms.add((random.nextBoolean() ? "-" : "") + FIELDS.get(random.nextInt(FIELDS.size())));
    }
    return String.join(",", terms);
  }

  private static Response page(String walk, String ordering, int size, @Nullable String cursor) {
    RequestSpecification request =
        given()
            .spec(server.as("Registrar"))
            .queryParam("search", walk)
            .queryParam("ordering", ordering)
            .queryParam("page_size", size);
    if (cursor != null) {
      request.queryParam("cursor", cursor);
    }
    Response page = request.get("/api/students/");
    page.then().statusCode(200);
    return page;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aWalkWhileRowsComeAndGoMeetsEachSurvivorOnce(long seed) {
    Random random = new Random(seed);
    String walk = "WALK" + seed + "X";
    Set<Integer> surviving = new HashSet<>();
    for (int i = 0; i < ROWS; i++) {
      surviving.add(add(random, walk + random.nextInt(1_000_000) + "-" + i));
    }
    String ordering = ordering(random);
    int size = 1 + random.nextInt(12);
    List<Integer> met = new ArrayList<>();
    String cursor = null;
    int added = 0;
    do {
      Response page = page(walk, ordering, size, cursor);
      met.addAll(page.path("results.id"));
      cursor = page.path("next_cursor");
      if (random.nextBoolean()) {
        add(random, walk + random.nextInt(1_000_000) + "+" + added++);
      }
      if (random.nextBoolean()) {
        List<Integer> candidates = new ArrayList<>(surviving);
        int gone = candidates.get(random.nextInt(candidates.size()));
        server.sql("delete from student where id = ?", (long) gone);
        surviving.remove(gone);
      }
    } while (cursor != null);
    assertThat(met)
        .as("seed %s, order %s, size %s", seed, ordering, size)
        .doesNotHaveDuplicates()
        .containsAll(surviving);
  }
}
