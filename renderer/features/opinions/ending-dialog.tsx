/**
 * Names what an act will touch before it does it, and asks why where something is closed that nobody has answered.
 * The opinions are those that were meant when the key was pressed, whatever comes in meanwhile.
 */
import { useRef, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { EndingAsked } from "./opinion-acts.ts";
import { type ClosedBy, type Ending, isUnanswered } from "./opinion-changes.ts";
import { headline } from "./opinion-views.ts";

export interface EndingDialogProps {
  readonly asked: EndingAsked;
  /** Answers whether it was saved; the line stays where it was not. */
  readonly onEnd: (ending: Ending) => Promise<boolean>;
  readonly onClose: () => void;
}

const ENDS: readonly ClosedBy[] = ["library", "reader", "no-answer-possible"];
const LINES = 5;

export function EndingDialog({ asked: { act, rows, left }, onEnd, onClose }: EndingDialogProps) {
  const t = useT();
  const line = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState<ClosedBy>("library");
  const unanswered = act === "close" ? rows.filter(isUnanswered).length : 0;
  const isReady = unanswered === 0 || reason.trim() !== "";
  const end = async (): Promise<void> => {
    if (isReady && (await onEnd(unanswered === 0 ? { by: "library" } : { by, reason: reason.trim() }))) onClose();
  };
  const verb = t(act === "close" ? "opinions.close-count" : "opinions.tell-count", { count: rows.length });
  return (
    <Dialog
      open
      title={t(act === "close" ? "opinions.close-title" : "opinions.tell-title", { count: rows.length })}
      closeLabel={t("opinions.cancel")}
      onClose={onClose}
      initialFocus={unanswered > 0 ? line : button}
      footer={
        <DialogButtons
          act={verb}
          cancel={t("opinions.cancel")}
          disabled={!isReady}
          actRef={button}
          onAct={() => void end()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <ul className="list" aria-label={t("opinions.touched")}>
          {rows.slice(0, LINES).map((row) => (
            <li key={row.id} className="line">
              <span className="grow clip">{headline(row)}</span>
              <span className="meta nowrap">{row.status && t(`words.status.${row.status}`)}</span>
            </li>
          ))}
          {rows.length > LINES && (
            <li className="line meta">{t("opinions.touched-more", { count: rows.length - LINES })}</li>
          )}
        </ul>
        {left > 0 && <p className="alert alert-info">{t("opinions.stay-open", { count: left })}</p>}
        {unanswered > 0 && (
          <>
            <p className="alert alert-warn">{t("opinions.close-unanswered", { count: unanswered })}</p>
            <Field label={t("opinions.close-why")} hint={t("opinions.close-why-hint")}>
              {(control) => (
                <TextInput
                  {...control}
                  ref={line}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                  onEnter={() => void end()}
                />
              )}
            </Field>
            <Field label={t("words.feedback.closedBy")}>
              {(control) => (
                <Select
                  {...control}
                  options={ENDS.map((value) => ({ value, label: t(`words.closed-by.${value}`) }))}
                  value={by}
                  onChange={setBy}
                />
              )}
            </Field>
          </>
        )}
      </div>
    </Dialog>
  );
}
