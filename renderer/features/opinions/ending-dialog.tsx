/**
 * Names what an act will touch before it does it, and asks why where something is closed that nobody has answered, or
 * given back; and whether the reader knows, where an answer is closed that nobody has told.
 * The opinions are those that were meant when the key was pressed, whatever comes in meanwhile.
 */
import { useRef, useState } from "react";
import { isUntold } from "#shared/model/feedback.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isIme } from "../../ui/keyboard.ts";
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
const TITLES = {
  close: "opinions.close-title",
  told: "opinions.tell-title",
  return: "opinions.return-title",
} as const satisfies Record<EndingAsked["act"], MessageId>;
const VERBS = {
  close: "opinions.close-count",
  told: "opinions.tell-count",
  return: "opinions.return-count",
} as const satisfies Record<EndingAsked["act"], MessageId>;
const LINES = 5;

export function EndingDialog({ asked: { act, rows, left }, onEnd, onClose }: EndingDialogProps) {
  const t = useT();
  const line = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState<ClosedBy>("library");
  const toldBox = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState(false);
  const untold = act === "close" ? rows.filter(isUntold).length : 0;
  const unanswered = act === "close" ? rows.filter(isUnanswered).length : 0;
  const isReady = unanswered === 0 || reason.trim() !== "";
  const end = useOnce(async (): Promise<void> => {
    const asks = unanswered > 0 || act === "return";
    const ending: Ending = { ...(asks ? { by, reason: reason.trim() } : { by: "library" }), told };
    if (isReady && (await onEnd(ending))) onClose();
  });
  const verb = t(untold > 0 && !told ? "opinions.close-anyway" : VERBS[act], { count: rows.length });
  return (
    <Dialog
      open
      title={t(TITLES[act], { count: rows.length })}
      closeLabel={t("opinions.cancel")}
      onClose={onClose}
      initialFocus={unanswered > 0 || act === "return" ? line : untold > 0 ? toldBox : button}
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
        {act === "return" && (
          <Field label={t("opinions.return-why")} hint={t("opinions.return-why-hint")}>
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
        )}
        {untold > 0 && (
          <>
            <p className="alert alert-warn">{t("opinions.close-untold", { count: untold })}</p>
            <Checkbox
              ref={toldBox}
              checked={told}
              onChange={(event) => setTold(event.target.checked)}
              onKeyDown={(event) => {
                if (!isIme(event) && event.key === "Enter") void end();
              }}
            >
              {t("opinions.close-told")}
            </Checkbox>
          </>
        )}
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
