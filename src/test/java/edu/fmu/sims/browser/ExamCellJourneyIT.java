package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;
import static edu.fmu.sims.browser.Find.dialog;
import static edu.fmu.sims.browser.Find.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exam cell's main jobs, from the sign-in to what the database then holds. */
@ExtendWith(BrowserRig.Shared.class)
class ExamCellJourneyIT {
  private final BrowserRig rig;

  ExamCellJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void aSectionThatATeacherProposedIsPublishedFromTheKeyboardAlone() {
    int section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[2].id");
    Page teacher = rig.signIn("faculty");
    teacher.navigate(rig.address() + "/sections/" + section + "/results");
    button(teacher, "Propose from scores").click();
    assertThat(teacher.getByText("Drafts:")).isVisible();

    Page cell = rig.signIn("examcell");
    cell.navigate(rig.address() + "/sections/" + section + "/results");
    assertThat(button(cell, "Publish")).isEnabled();
    tabTo(button(cell, "Publish"));
    cell.keyboard().press("Enter");
    dialog(cell).waitFor();
    tabTo(button(dialog(cell), "Publish"));
    cell.keyboard().press("Enter");
    assertThat(dialog(cell)).not().isVisible();
    List<String> states =
        rig.get("examcell", "/api/sections/" + section + "/results/").path("state");
    assertThat(states).isNotEmpty().containsOnly("published");
  }

  @Test
  void aTermIsPublishedReadInItsListsAndFrozen() {
    String term = "Journey 2026";
    rig.make(
        "registrar",
        "/api/terms/",
        Map.of("name", term, "start_date", "2026-01-05", "end_date", "2026-05-29"));
    List<Integer> students =
        rig.get("registrar", "/api/students/?status=active").path("results.id");
    List<Integer> courses = rig.get("registrar", "/api/courses/").path("results.id");
    for (int course : courses.subList(0, 2)) {
      int section = rig.make("registrar", "/api/sections/", Map.of("course", course, "term", term));
      for (int at : new int[] {0, 1}) {
        Map<String, ?> who = Map.of("student", students.get(at), "section", section);
        rig.make("registrar", "/api/enrollments/", who);
        rig.make(
            "admin",
            "/api/results/",
            Map.of(
                "student",
                students.get(at),
                "section",
                section,
                "final_grade",
                at == 0 ? "A" : "B"));
      }
    }

    Page page = rig.signIn("examcell");
    page.navigate(rig.address() + "/results/progress?term=" + term);
    doToAll(page, "Publish chosen", "publish", "Publish");
    assertThat(states(term)).containsExactly("published", "published", "published", "published");

    page.navigate(rig.address() + "/results/gazette?term=" + term);
    assertThat(page.getByText("2 passed, 0 failed, 0 undecided")).hasCount(2);
    page.navigate(rig.address() + "/results/merit?by=term_gpa&term=" + term);
    assertThat(page.locator("main tbody tr")).hasCount(2);
    assertThat(page.locator("main tbody tr").first().locator("td").first()).hasText("1");

    page.navigate(rig.address() + "/results/progress?term=" + term);
    doToAll(page, "Freeze chosen", "freeze", "Freeze");
    assertThat(states(term)).containsExactly("frozen", "frozen", "frozen", "frozen");
  }

  @Test
  void aPublishedGradeIsChangedByASecondPerson() {
    int teacher = rig.get("admin", "/api/users/?search=faculty").path("results[0].id");
    int course = rig.get("registrar", "/api/courses/").path("results[0].id");
    int section =
        rig.make(
            "registrar",
            "/api/sections/",
            Map.of("course", course, "term", "Fall 2026", "teacher", teacher));
    int student =
        rig.make(
            "registrar",
            "/api/students/",
            Map.of("reg_no", "J-CHANGE-1", "name", "Changed Journey", "program", "MBBS"));
    rig.make("registrar", "/api/enrollments/", Map.of("student", student, "section", section));
    int result =
        rig.make(
            "admin",
            "/api/results/",
            Map.of("student", student, "section", section, "final_grade", "B"));
    rig.as("examcell")
        .body(Map.of("section_id", section))
        .post("/api/results/publish/")
        .then()
        .statusCode(200);

    Page asks = rig.signIn("faculty");
    asks.navigate(rig.address() + "/sections/" + section + "/results");
    button(asks, "Request a change for Changed Journey").click();
    dialog(asks).getByLabel("New grade").fill("A");
    dialog(asks).getByLabel("Reason").fill("The second paper was not counted");
    button(dialog(asks), "Send request").click();
    assertThat(dialog(asks)).not().isVisible();
    assertThat(grade(result)).isEqualTo("B");

    Page decides = rig.signIn("examcell");
    decides.navigate(rig.address() + "/changes?status=pending&search=J-CHANGE-1");
    assertThat(decides.getByText("B → A")).isVisible();
    button(decides, "Approve").click();
    assertThat(dialog(decides).getByText("The second paper was not counted")).isVisible();
    button(dialog(decides), "Approve").click();
    assertThat(dialog(decides)).not().isVisible();
    assertThat(grade(result)).isEqualTo("A");
  }

  private String grade(int result) {
    return rig.get("examcell", "/api/results/" + result + "/").path("final_grade");
  }

  /** Nothing is done before the word is typed. */
  private static void doToAll(Page page, String deed, String word, String confirm) {
    page.getByRole(
            AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Choose all on this page"))
        .check(new Locator.CheckOptions().setForce(true));
    button(page, deed).click();
    assertThat(button(dialog(page), confirm)).isDisabled();
    dialog(page).getByLabel("Type " + word + " to go on").fill(word);
    button(dialog(page), confirm).click();
    button(dialog(page), "Done").click();
    assertThat(dialog(page)).not().isVisible();
  }

  private List<String> states(String term) {
    List<Integer> sections = rig.get("examcell", "/api/sections/?term=" + term).path("results.id");
    return sections.stream()
        .flatMap(
            section ->
                rig
                    .get("examcell", "/api/sections/" + section + "/results/")
                    .<List<String>>path("state")
                    .stream())
        .toList();
  }
}
