package edu.fmu.sims;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.TestServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who reaches what: every served route × every role × own and foreign records, compared with the
 * reviewed table {@code authorization.txt}. A new route without a row fails. Nothing is changed by
 * asking: writes carry an empty body and a condition that cannot hold, so that a caller who may
 * gets as far as 400 or 412, and one who may not gets 403 or 404.
 *
 * <p>A cell of a record reads {@code own/foreign}; that of a list says whether foreign rows are in
 * it. To take over a wanted change: {@code mvn test -Dtest=AuthorizationMatrixIT
 * -Dgolden.write=true}, and read the difference against the role table of the API contract.
 */
class AuthorizationMatrixIT {
  private static final Path GOLDEN = Path.of("src/test/resources/authorization.txt");
  private static final Path ROUTES = Path.of("src/test/resources/routes.txt");
  private static final List<String> CALLERS =
      List.of("anonymous", "User", "Admin", "Registrar", "ExamCell", "Faculty", "Student");

  @AutoClose private static final TestServer server = TestServer.start();

  /** Records of the callers' own world and of a world beside it, by the first part of the path. */
  private static final Map<String, String> own = new HashMap<>();

  private static final Map<String, String> foreign = new HashMap<>();
  private static final Map<String, String> tokens = new HashMap<>();

  /** Not REST Assured, whose Groovy took most of the time of these thousands of requests. */
  @AutoClose private static final HttpClient client = HttpClient.newHttpClient();

  private record Route(String method, String path, String permission) {}

  @BeforeAll
  static void twoWorlds() {
    server.sql("insert into program (name) values ('MBBS'), ('BDS')");
    server.sql("insert into term (name) values ('Fall 2026'), ('Spring 2027')");
    world(own, "A", "Faculty", "Student");
    world(foreign, "B", "Faculty", "Student");
    own.put("schema", "");
    foreign.put("schema", "");
    own.put("docs", "start.js");
    foreign.put("docs", "start.js");
  }

  /** One section with its teacher and its student, and one record of every kind between them. */
  private static void world(
      Map<String, String> ids, String name, String teacherRole, String studentRole) {
    boolean first = name.equals("A");
    long program = server.id("select id from program order by id offset ?", first ? 0 : 1);
    long term = server.id("select id from term order by id offset ?", first ? 0 : 1);
    long course =
        server.id(
            "insert into course (code, title, program_id) values (?, 'Course', ?) returning id",
            "C-" + name,
            program);
    long teacher = server.user("teacher-" + name, teacherRole, null);
    long section =
        server.id(
            "insert into section (course_id, term_id, teacher_id) values (?, ?, ?) returning id",
            course,
            term,
            teacher);
    long student =
        server.id(
            "insert into student (reg_no, name, program_id) values (?, ?, ?) returning id",
            "REG-" + name,
            "Student " + name,
            program);
    long user = server.user("student-" + name, studentRole, student);
    long enrollment =
        server.id(
            "insert into enrollment (student_id, section_id) values (?, ?) returning id",
            student,
            section);
    long attendance =
        server.id(
            "insert into attendance (section_id, student_id, date, status)"
                + " values (?, ?, current_date, 'Present') returning id",
            section,
            student);
    long assessment =
        server.id(
            "insert into assessment (section_id, type, weight) values (?, 'Quiz', 10) returning id",
            section);
    long score =
        server.id(
            "insert into assessment_score (assessment_id, student_id, score) values (?, ?, 50)"
                + " returning id",
            assessment,
            student);
    long result =
        server.id(
            "insert into result (student_id, section_id, final_grade, changed_by)"
                + " values (?, ?, 'B', 'test') returning id",
            student,
            section);
    server.sql(
        "update result set state = 'published', published_at = now(), published_by = 'test'"
            + " where id = ?",
        result);
    long change =
        server.id(
            "insert into result_change (result_id, new_grade, requested_by, requested_by_id)"
                + " values (?, 'A', 'test', ?) returning id",
            result,
            teacher);
    long request =
        server.id(
            "insert into student_request (student_id, type) values (?, 'transcript') returning id",
            student);
    long hold =
        server.id(
            "insert into student_hold (student_id, type, reason, placed_by)"
                + " values (?, 'dues', 'Fees', 'test') returning id",
            student);
    long transfer =
        server.id(
            "insert into transfer_credit (student_id, course_id, institution, credits, recorded_by)"
                + " values (?, ?, 'KMU', 3, 'test') returning id",
            student,
            course);
    long job =
        server.id(
            "insert into job (type, state, finished_at, student_id, created_by_id)"
                + " values ('test', 'succeeded', now(), ?, ?) returning id",
            student,
            user);
    // A part, so that the job stays when its deletion is tried.
    server.sql(
        "insert into job (type, state, finished_at, batch_id)"
            + " values ('test', 'succeeded', now(), ?)",
        job);
    long scheme =
        server.id(
            "insert into grade_scheme (name, effective_from, program_id)"
                + " values ('Scheme', '2026-01-01', ?) returning id",
            program);
    server.sql("insert into grade_scheme_row values (?, 'P', 0, 1)", scheme);
    long document =
        server.id(
            "insert into document (serial, type, student_id, code, snapshot, content_sha256,"
                + " sha256, file, issued_by) values (?, 'noc', ?, ?, '{}', '', ?, '', 'test')"
                + " returning id",
            "NC-2026-" + name,
            student,
            name,
            name.repeat(64));
    long dataImport =
        server.id(
            "insert into data_import (kind, file_name, content, dry_run, state, created_by_id,"
                + " created_by, created_by_role, path, remote_addr, request_id)"
                + " values ('scores', 'a.csv', 'student'::bytea, false, 'failed', ?, 'test',"
                + " 'Faculty', '', '', '') returning id",
            teacher);
    ids.put("imports", str(dataImport));
    ids.put("programs", str(program));
    ids.put("terms", str(term));
    ids.put("courses", str(course));
    ids.put("sections", str(section));
    ids.put("students", str(student));
    ids.put("transcripts", str(student));
    ids.put("users", str(user));
    ids.put("enrollments", str(enrollment));
    ids.put("attendance", str(attendance));
    ids.put("assessments", str(assessment));
    ids.put("assessment-scores", str(score));
    ids.put("results", str(result));
    ids.put("pending-changes", str(change));
    ids.put("requests", str(request));
    ids.put("holds", str(hold));
    ids.put("transfer-credits", str(transfer));
    ids.put("documents", str(document));
    ids.put("letter-templates", str(server.id("select id from letter_template limit 1")));
    ids.put("jobs", str(job));
    ids.put("grade-schemes", str(scheme));
    ids.put("verify", "0000000000000000000000000z");
    ids.put("audit", "00000000-0000-0000-0000-000000000000");
    ids.put("auth", "00000000-0000-0000-0000-000000000000");
  }

  private static String str(long id) {
    return String.valueOf(id);
  }

  @Test
  void everyRouteTreatsEveryRoleAsReviewed() throws IOException {
    List<String> table = new ArrayList<>();
    int cells = 0;
    for (String line : Files.readAllLines(ROUTES)) {
      String[] parts = line.split(" ");
      Route route = new Route(parts[0], parts[1], parts[2]);
      Map<String, String> row = new LinkedHashMap<>();
      for (String caller : CALLERS) {
        row.put(caller, cell(route, caller));
        cells += row.get(caller).contains("/") ? 2 : 1;
      }
      table.add(line(route, row));
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.write(GOLDEN, table);
    }
    assertThat(cells).isGreaterThan(table.size() * 4);
    assertThat(table)
        .as("rights differ from %s; see this class on how to take them over", GOLDEN)
        .isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static String record(Map<String, String> world, String collection) {
    return Objects.requireNonNull(world.get(collection), "no record of " + collection);
  }

  private static String line(Route route, Map<String, String> row) {
    StringBuilder line = new StringBuilder(route.method() + " " + route.path());
    row.forEach((caller, cell) -> line.append(' ').append(caller).append('=').append(cell));
    return line.toString();
  }

  private static String cell(Route route, String caller) {
    if (route.permission().equals("public")) {
      return "public"; // open by the annotation; asking with a token could end the session
    }
    String collection = route.path().split("/")[2];
    if (route.path().contains("{kind}")
        || (route.method().equals("POST") && route.path().endsWith("/imports/{key}/"))) {
      return verdict(ask(route, caller, "scores"), route);
    }
    if (route.path().contains("{")) {
      String onOwn = verdict(ask(route, caller, record(own, collection)), route);
      String onForeign = verdict(ask(route, caller, record(foreign, collection)), route);
      return onOwn.equals(onForeign) && !onOwn.equals("ok") ? onOwn : onOwn + "/" + onForeign;
    }
    HttpResponse<String> answer = ask(route, caller, "");
    String verdict = verdict(answer, route);
    boolean list =
        route.method().equals("GET") && verdict.equals("ok") && own.containsKey(collection);
    return list && answer.body().contains("\"results\"") ? reach(answer, collection) : verdict;
  }

  /** Whether a list holds the own and the foreign record. */
  private static String reach(HttpResponse<String> answer, String collection) {
    List<String> ids = new JsonPath(answer.body()).getList("results.id", String.class);
    if (ids.contains(foreign.get(collection))) {
      return "all";
    }
    return ids.contains(own.get(collection)) ? "own" : "none";
  }

  private static HttpResponse<String> ask(Route route, String caller, String id) {
    boolean reads = route.method().equals("GET");
    String path = route.path().replaceFirst("\\{\\w+}", id).replaceFirst("\\{\\w+}", "999999");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(server.address() + path + (reads ? "?page_size=100" : "")))
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json");
    if (!caller.equals("anonymous")) {
      request.header(
          "Authorization",
          "Bearer " + tokens.computeIfAbsent(caller, AuthorizationMatrixIT::token));
    }
    if (reads) {
      request.GET();
    } else {
      request
          .header("If-Match", "\"999\"")
          .method(route.method(), HttpRequest.BodyPublishers.ofString("{}"));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(route + " as " + caller, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String token(String caller) {
    String username =
        switch (caller) {
          case "User" -> "nobody";
          case "Faculty" -> "teacher-A";
          case "Student" -> "student-A";
          default -> caller.toLowerCase(Locale.ROOT);
        };
    server.user(username, caller.equals("User") ? null : caller, null);
    return server.signIn(username);
  }

  private static String verdict(HttpResponse<String> answer, Route route) {
    int status = answer.statusCode();
    assertThat(status).as("%s answers %s", route, answer.body()).isLessThan(500);
    return status == 401 || status == 403 || status == 404 ? String.valueOf(status) : "ok";
  }
}
