import { i18n } from "@lingui/core";
import { useEffect, useRef, useState } from "react";
import { signIn } from "../api/client";
import { messageOf } from "../api/problem";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/TextField";

/** Over the page when a sign-in has ended: what was typed beneath stays, and what was sent is sent again. */
export function SignInAgain(props: { username: string; onBack: () => void; onLeave: () => void }) {
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  // A dialog beneath holds the focus until this one has taken over.
  useEffect(() => {
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, []);

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(props.username, password);
      props.onBack();
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={i18n.t("Your session has ended")} isOpen isDismissable={false}>
      <form onSubmit={submit} className="stack">
        <p>{i18n.t("Sign in again to go on where you were. Nothing you typed is lost.")}</p>
        <TextField
          label={i18n.t("Password of {user}", { user: props.username })}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          errorMessage={fault}
          ref={field}
        />
        <div className="row end">
          <Button variant="quiet" onPress={props.onLeave}>
            {i18n.t("Leave")}
          </Button>
          <Button type="submit" variant="primary" isPending={busy}>
            {i18n.t("Sign in")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
