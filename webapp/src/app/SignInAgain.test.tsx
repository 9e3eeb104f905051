import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { Dialog } from "../ui/Dialog";
import { RecordForm } from "../ui/RecordForm";
import { SignInAgain } from "./SignInAgain";

afterEach(cleanup);

function FormAndEnd() {
  const [ended, setEnded] = useState(false);
  return (
    <>
      {ended && <SignInAgain username="registrar" onBack={() => {}} onLeave={() => {}} />}
      <Dialog title="Add course" isOpen onClose={() => {}}>
        <RecordForm
          fields={[{ name: "code", label: "Code" }]}
          initial={{ code: "" }}
          submit="Save"
          onSubmit={async () => setEnded(true)}
        />
      </Dialog>
    </>
  );
}

test("where a session ends over an open dialog, the password is ready to type", async () => {
  render(<FormAndEnd />);
  screen.getByText("Save").click();
  const password = await screen.findByLabelText("Password of registrar", {}, { timeout: 5000 });
  await waitFor(() => expect(document.activeElement).toBe(password), { timeout: 5000 });
});
