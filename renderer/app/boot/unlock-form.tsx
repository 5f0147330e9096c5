/** The library code, for a computer whose keychain is lost: it opens the keys, and the desk with them. */
import { useState } from "react";
import type { CallResult } from "#shared/host/contract.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { Unlock } from "./boot.ts";
import styles from "./boot-screen.module.css";

type Fault = Extract<CallResult<"device.unlock">, { readonly ok: false }>["error"];

export function UnlockForm({ unlock }: { unlock: Unlock }) {
  const t = useT();
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const open = async (): Promise<void> => {
    if (isBusy || code.trim() === "") return;
    setBusy(true);
    const unlocked = await unlock(code);
    setBusy(false);
    setFault(unlocked.ok ? null : unlocked.error);
  };
  return (
    <>
      <Field label={t("boot.unlock-code")} error={fault === null ? undefined : t(faultId(fault))}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            className={`mono ${styles.code}`}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onEnter={() => void open()}
          />
        )}
      </Field>
      <Button kind="primary" disabled={isBusy || code.trim() === ""} onClick={() => void open()}>
        {t(isBusy ? "boot.unlocking" : "boot.unlock")}
      </Button>
    </>
  );
}

function faultId(fault: Fault): MessageId {
  switch (fault.tag) {
    case "code-malformed":
    // it is too long to be one: there is no other argument
    case "bad-request":
      return "boot.unlock-malformed";
    case "code-wrong":
      return "boot.unlock-wrong";
    case "host-away":
      return fault.unproved ? "boot.host-unproved" : "boot.host-away";
    case "io":
    case "disk-full":
    case "folder-away":
      return "boot.disk-refused";
    default:
      return assertNever(fault);
  }
}
