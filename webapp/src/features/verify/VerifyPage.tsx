import { i18n } from "@lingui/core";
import { type FormEvent, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Gate } from "../../app/Gate";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/TextField";

export default function VerifyPage() {
  const [code, setCode] = useState("");
  const navigate = useNavigate();

  function submit(event: FormEvent) {
    event.preventDefault();
    navigate(`/check?code=${encodeURIComponent(code.trim())}`);
  }

  return (
    <Gate title={i18n.t("Check a document")} lead={i18n.t("Is what you hold what was issued?")} wide>
      <form onSubmit={submit} className="stack">
        <TextField
          label={i18n.t("Code on the document")}
          value={code}
          onChange={setCode}
          autoComplete="off"
        />
        <Button type="submit" variant="primary">
          {i18n.t("Check")}
        </Button>
        <Link to="/">{i18n.t("Sign in")}</Link>
      </form>
    </Gate>
  );
}
