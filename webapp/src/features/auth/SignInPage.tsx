import { i18n } from "@lingui/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { api, ok } from "../../api/client";
import { messageOf } from "../../api/problem";
import { Gate } from "../../app/Gate";
import { marksWaiting, useAccess } from "../../app/session";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { TextField } from "../../ui/TextField";

export default function SignInPage() {
  const { enter } = useAccess();
  const [identifier, setIdentifier] = useState("");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [waiting] = useState(marksWaiting);
  const institution = useQuery({
    queryKey: ["institution"],
    queryFn: () => ok(api.GET("/api/institution/")),
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault("");
    try {
      await enter(identifier, password);
    } catch (error) {
      setFault(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <Gate title={i18n.t("Sign in")} lead={institution.data?.name ?? ""}>
      <form onSubmit={submit} className="stack">
        <TextField
          label={i18n.t("Username or email")}
          value={identifier}
          onChange={setIdentifier}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <TextField
          label={i18n.t("Password")}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        {waiting && (
          <Notice tone="warn">
            {i18n.t(
              "{count, plural, one {# mark of attendance by {user} waits} other {# marks of attendance by {user} wait}} on this device. Sign in as {user} to send them.",
              { count: waiting.count, user: waiting.user },
            )}
          </Notice>
        )}
        {fault && <Notice tone="bad">{fault}</Notice>}
        <Button type="submit" variant="primary" isPending={busy}>
          {i18n.t("Sign in")}
        </Button>
        <div className="row between small">
          <Link to="/forgot-password">{i18n.t("Forgot your password?")}</Link>
          <Link to="/check">{i18n.t("Check a document")}</Link>
        </div>
      </form>
    </Gate>
  );
}
