package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;
import static edu.fmu.sims.browser.Find.dialog;
import static edu.fmu.sims.browser.Find.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The administrator's main jobs, from the sign-in to what the database then holds. */
@ExtendWith(BrowserRig.Shared.class)
class AdminJourneyIT {
  private final BrowserRig rig;

  AdminJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void theAdministratorMakesAUserAndFindsTheEntryInTheAudit() {
    Page page = rig.signIn("admin");
    link(page, "Users").first().click();
    button(page, "Add user").click();
    Locator form = page.getByRole(AriaRole.DIALOG);
    form.getByLabel("Username").fill("journey.user");
    form.getByLabel("Role").selectOption("Registrar");
    form.getByLabel("Password").fill("correct quiet evening harbour");
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
    assertThat(
            rig.get("admin", "/api/users/?search=journey.user").<List<String>>path("results.role"))
        .containsExactly("Registrar");
    page.navigate(rig.address() + "/audit?entity=User");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Changes: "))
        .first()
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG).getByText("journey.user").first()).isVisible();
  }

  @Test
  void aChangeOfTheRoleIsSeenAtOnceByItsUser() {
    rig.make(
        "admin",
        "/api/users/",
        Map.of("username", "moved.person", "role", "Registrar", "password", BrowserRig.PASSWORD));
    Page user = rig.signIn("moved.person");
    link(user, "Students").first().click();
    assertThat(button(user, "Admit student")).isVisible();

    Page admin = rig.signIn("admin");
    admin.navigate(rig.address() + "/users?search=moved.person");
    button(admin, "Edit moved.person").click();
    dialog(admin).getByLabel("Role").selectOption("ExamCell");
    button(dialog(admin), "Save").click();
    assertThat(dialog(admin)).not().isVisible();
    assertThat(
            rig.get("admin", "/api/users/?search=moved.person").<List<String>>path("results.role"))
        .containsExactly("ExamCell");

    link(user, "Programs").first().click();
    assertThat(dialog(user).getByText("Your session has ended")).isVisible();
    dialog(user).getByLabel("Password of moved.person").fill(BrowserRig.PASSWORD);
    user.keyboard().press("Enter");
    assertThat(dialog(user)).not().isVisible();
    link(user, "Students").first().click();
    assertThat(user.locator("main tbody tr").first()).isVisible();
    assertThat(button(user, "Admit student")).not().isVisible();
    assertThat(link(user, "Gazette").first()).isVisible();
  }
}
