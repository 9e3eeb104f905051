package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A teacher's main job, from the sign-in to what the database then holds. */
@ExtendWith(BrowserRig.Shared.class)
class FacultyJourneyIT {
  private final BrowserRig rig;

  FacultyJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void aTeacherMarksTheRegisterAndEntersAGradeFromTheKeyboard() {
    int section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[1].id");
    Page page = rig.signIn("faculty");
    page.navigate(rig.address() + "/sections/" + section + "/attendance");
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Late"))
        .first()
        .check(new Locator.CheckOptions().setForce(true));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark the rest present"))
        .click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save ")).click();
    assertThat(page.getByText("on this device until you save")).not().isVisible();
    Response register = rig.get("faculty", "/api/sections/" + section + "/register/");
    List<String> statuses = register.path("students.status");
    assertThat(statuses).contains("Late", "Present").doesNotContain("");

    link(page, "Grades").click();
    Find.markField(page, 0).fill("1.25");
    page.keyboard().press("Enter");
    assertThat(page.getByText("All saved")).isVisible();
    Response book = rig.get("faculty", "/api/sections/" + section + "/gradebook/");
    assertThat(book.<Float>path("students[0].scores[0].score")).isEqualTo(1.25f);
  }

  @Test
  void aDayThatIsOverIsReadOnly() {
    int section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[1].id");
    LocalDate yesterday = LocalDate.now(ZoneId.of("Asia/Karachi")).minusDays(1);
    Page page = rig.signIn("faculty");
    page.navigate(rig.address() + "/sections/" + section + "/attendance?date=" + yesterday);
    assertThat(page.getByText("Attendance is taken on the day itself.")).isVisible();
    assertThat(page.getByRole(AriaRole.RADIO).first()).isDisabled();
  }

  @Test
  void marksAreTypedDownAWholeColumnWithEnterAlone() {
    int section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[2].id");
    Page page = rig.signIn("faculty");
    page.navigate(rig.address() + "/sections/" + section + "/grades");
    Locator rows = page.locator("tbody tr");
    Find.markField(page, 0).click();
    int students = rows.count();
    assertThat(students).isGreaterThan(2);
    for (int line = 0; line < students; line++) {
      page.keyboard().type("0." + (line % 9 + 1));
      page.keyboard().press("Enter");
    }
    page.keyboard().press("Shift+Enter");
    page.keyboard().type("1.5");
    rows.first().locator("td").nth(1).click();
    page.keyboard().type("1.25");
    assertThat(page.getByText("All saved")).isVisible();
    Response book = rig.get("faculty", "/api/sections/" + section + "/gradebook/");
    List<Float> firsts = book.path("students.scores.collect { it[0].score }");
    for (int line = 0; line < students; line++) {
      float typed = line == students - 2 ? 1.5f : (line % 9 + 1) / 10f;
      assertThat(firsts.get(line)).isEqualTo(typed);
    }
    assertThat(book.<Float>path("students[0].scores[1].score")).isEqualTo(1.25f);
  }
}
