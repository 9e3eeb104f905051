package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A register while the network is away: marked, loaded anew, sent once, and gone at the sign-out.
 */
@ExtendWith(BrowserRig.Shared.class)
class OfflineIT {
  private static final String KEPT =
      "Object.keys(localStorage).filter(k => /register|marker/.test(k))";

  private static final int CLASS = 4;
  private static int made;

  private final BrowserRig rig;

  OfflineIT(BrowserRig rig) {
    this.rig = rig;
  }

  /** A section of the teacher's that no other test touches. */
  private int section() {
    String term = "Offline " + ++made;
    rig.make(
        "registrar",
        "/api/terms/",
        Map.of("name", term, "start_date", "2026-09-01", "end_date", "2027-01-31"));
    int teacher =
        rig.get("admin", "/api/users/?role=Faculty&page_size=100")
            .path("results.find { it.username == 'faculty' }.id");
    int course = rig.get("registrar", "/api/courses/").path("results[0].id");
    int section =
        rig.make(
            "registrar",
            "/api/sections/",
            Map.of("course", course, "term", term, "teacher", teacher));
    List<Integer> students =
        rig.get("registrar", "/api/students/?status=active").path("results.id");
    rig.as("registrar")
        .body(Map.of("section", section, "students", students.subList(0, CLASS)))
        .post("/api/enrollments/bulk/")
        .then()
        .statusCode(200);
    return section;
  }

  /** The register of today, with everything kept that an offline start needs. */
  private Page register(int section) {
    Page page = rig.signIn("faculty");
    page.navigate(address(section));
    page.locator("main input[type=radio]").first().waitFor();
    page.evaluate("navigator.serviceWorker.ready");
    page.waitForFunction(KEPT + ".length == 2");
    return page;
  }

  private String address(int section) {
    return rig.address() + "/sections/" + section + "/attendance";
  }

  private static void mark(Page page, int line, String status) {
    page.locator("main fieldset")
        .nth(line)
        .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(status))
        .check(new Locator.CheckOptions().setForce(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private List<String> statuses(int section) {
    return rig.get("faculty", "/api/sections/" + section + "/register/").path("students.status");
  }

  private List<Integer> students(int section) {
    return rig.get("faculty", "/api/sections/" + section + "/register/").path("students.student");
  }

  private String today(int section) {
    return rig.get("faculty", "/api/sections/" + section + "/register/").path("date");
  }

  /** What the office writes meanwhile. */
  private void writes(int section, int student, String status) {
    Map<String, Object> row = Map.of("student", student, "status", status);
    rig.as("registrar")
        .body(Map.of("section", section, "date", today(section), "records", List.of(row)))
        .post("/api/attendance/bulk/")
        .then()
        .statusCode(200);
  }

  @Test
  void marksMadeOfflineOutliveAReloadAndAreSentOnce() {
    int section = section();
    Page page = register(section);
    page.context().setOffline(true);
    mark(page, 0, "Late");
    mark(page, 1, "Absent");
    assertThat(page.getByText("2 marks are kept on this device")).isVisible();

    page.reload();
    assertThat(page.getByText("The server cannot be reached.")).isVisible();
    assertThat(page.getByText("2 marks are kept on this device")).isVisible();
    mark(page, 2, "Excused");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Registers on this device"))
        .click();
    assertThat(page.getByText("3 marks wait")).isVisible();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("3 marks wait")).click();
    assertThat(page.locator("main fieldset").first()).isVisible();

    writes(section, students(section).get(1), "Present");
    page.context().setOffline(false);
    page.locator("nav#navigation").waitFor();
    assertThat(page.getByText("2 marks were sent.")).isVisible();
    assertThat(page.getByText("You marked Absent; somebody else has recorded Present")).isVisible();
    assertThat(statuses(section)).startsWith("Late", "Present", "Excused");
    button(page, "Keep mine").click();
    button(page, "Save 1").click();
    assertThat(page.getByText("on this device until you save")).not().isVisible();
    assertThat(statuses(section)).startsWith("Late", "Absent", "Excused");
    for (int student : students(section).subList(0, 3)) {
      assertThat(
              rig.get(
                      "faculty",
                      "/api/attendance/?section=%d&student=%d&date=%s"
                          .formatted(section, student, today(section)))
                  .<Integer>path("count"))
          .isOne();
    }

    assertThat(
            page.evaluate(
                """
                async () => {
                  const kept = [];
                  for (const name of await caches.keys())
                    for (const request of await (await caches.open(name)).keys())
                      kept.push(new URL(request.url).pathname);
                  return kept.filter(path => !/^\\/(assets\\/.*|icon.svg)?$/.test(path)).join();
                }"""))
        .as("no answer of the API is kept")
        .isEqualTo("");
    button(page, "Sign out").click();
    assertThat(page.getByLabel("Username or email")).isVisible();
    assertThat((List<?>) page.evaluate(KEPT)).isEmpty();
    page.context().setOffline(true);
    page.reload();
    assertThat(page.getByLabel("Username or email")).isVisible();
  }

  @Test
  void whenTheSignInHasEndedTheNamesGoAndTheMarksAreSentAfterTheNextOne() {
    int section = section();
    Page page = register(section);
    page.context().setOffline(true);
    mark(page, 0, "Late");
    page.context().clearCookies();
    page.reload();
    assertThat(page.getByText("1 mark is kept on this device")).isVisible();
    page.context().setOffline(false);
    assertThat(page.getByText("1 mark of attendance by faculty waits")).isVisible();
    assertThat(
            page.evaluate(
                "Object.values(localStorage).some(text => text.includes('\"name\":\"') && text.includes('reg_no'))"))
        .isEqualTo(false);
    rig.signIn(page, "faculty");
    assertThat(page.getByText("1 mark was sent.")).isVisible();
    assertThat(statuses(section)).startsWith("Late");
  }

  @Test
  void aSignOutWithoutTheNetworkAsksForMarksThatWaitAndTheServerIsToldLater() {
    int section = section();
    Page page = register(section);
    page.context().setOffline(true);
    mark(page, 0, "Late");
    page.reload();
    button(page, "Sign out").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByText("1 mark of attendance is on this device")).isVisible();
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign out")).click();
    assertThat(page.getByLabel("Username or email")).isVisible();
    assertThat((List<?>) page.evaluate(KEPT)).isEmpty();
    page.context().setOffline(false);
    page.waitForResponse(
        response -> response.url().endsWith("/api/auth/logout/") && response.ok(), page::reload);
    assertThat(page.getByLabel("Username or email")).isVisible();
    assertThat(page.evaluate("localStorage.getItem('sims.signed-in')")).isNull();
  }
}
