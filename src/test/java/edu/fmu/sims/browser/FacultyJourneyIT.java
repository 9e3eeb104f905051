package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.response.Response;
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
    Locator cell = page.locator("table input").first();
    cell.fill("1.25");
    cell.press("Enter");
    assertThat(page.getByText("All saved")).isVisible();
    Response book = rig.get("faculty", "/api/sections/" + section + "/gradebook/");
    assertThat(book.<Float>path("students[0].scores[0].score")).isEqualTo(1.25f);
  }
}
