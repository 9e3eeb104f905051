import { i18n } from "@lingui/core";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { api, ok } from "../../api/client";
import { messageOf } from "../../api/problem";
import { say } from "../../api/say";
import { Gate } from "../../app/Gate";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { TextField } from "../../ui/TextField";

export default function ForgotPage() {
  const [email, setEmail] = useState("");
  const [told, setTold] = useState<{ text: string; good: boolean } | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      const answer = await ok(api.POST("/api/auth/password/reset/", { body: { email } }));
      setTold({ text: say(answer.message), good: true });
    } catch (error) {
      setTold({ text: messageOf(error), good: false });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Gate title={i18n.t("Forgot your password?")} lead={i18n.t("A link to set a new one comes by mail.")}>
      <form onSubmit={submit} className="stack">
        <TextField
          label={i18n.t("Email")}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="email"
          required
          autoFocus
        />
        {told && <Notice tone={told.good ? "good" : "bad"}>{told.text}</Notice>}
        <Button type="submit" variant="primary" isPending={busy}>
          {i18n.t("Send the link")}
        </Button>
        <Link to="/" className="small">
          {i18n.t("Back to sign in")}
        </Link>
      </form>
    </Gate>
  );
}
