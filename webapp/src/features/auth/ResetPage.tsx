import { i18n } from "@lingui/core";
import { type FormEvent, useState } from "react";
import { Link, useLocation } from "react-router";
import { api, ok } from "../../api/client";
import { messageOf } from "../../api/problem";
import { Gate } from "../../app/Gate";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { TextField } from "../../ui/TextField";

/** The token stands behind the # of the mailed address, so that no server log has it. */
export default function ResetPage() {
  const token = new URLSearchParams(useLocation().hash.slice(1)).get("token") ?? "";
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState("");
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault("");
    try {
      await ok(api.POST("/api/auth/password/reset/confirm/", { body: { token, new_password: password } }));
      setDone(true);
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Gate
      title={i18n.t("Set a new password")}
      lead={i18n.t("At least 15 characters; a short sentence is good.")}
    >
      {done ? (
        <div className="stack">
          <Notice tone="good">{i18n.t("Your password is changed and every session has ended.")}</Notice>
          <Link to="/">{i18n.t("Sign in")}</Link>
        </div>
      ) : token === "" ? (
        <div className="stack">
          <Notice tone="bad">
            {i18n.t("This address is not whole. Open the link in the mail again, or ask for another.")}
          </Notice>
          <Link to="/forgot-password">{i18n.t("Ask for another link")}</Link>
        </div>
      ) : (
        <form onSubmit={submit} className="stack">
          <TextField
            label={i18n.t("New password")}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            required
            autoFocus
          />
          {fault && <Notice tone="bad">{fault}</Notice>}
          <Button type="submit" variant="primary" isPending={busy}>
            {i18n.t("Set password")}
          </Button>
          <Link to="/forgot-password" className="small">
            {i18n.t("Ask for another link")}
          </Link>
        </form>
      )}
    </Gate>
  );
}
