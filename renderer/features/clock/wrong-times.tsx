/** What was made while the clock was wrong, as a list, and one act that moves all of it by the same difference. */
import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import { useAct } from "../../acts/use-acts.ts";
import { settleSpan, type WrongSpan } from "../../db/write/clock-note.ts";
import { timeChanges, wrongTimes } from "../../db/write/put-right.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { fullMoment, inputMoment, likelyShift, momentOfInput } from "./clock-words.ts";

/** One command: what is beyond is asked about next. */
const AT_ONCE = 2000;
const SHOWN = 100;

export function WrongTimes({ span }: { span: WrongSpan }) {
  const { db } = useServices();
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const [typed, setTyped] = useState(() => inputMoment(span.lastAt + likelyShift(span)));
  const found = useLiveQuery(async () => (await wrongTimes(db, span)).toSorted((a, b) => a.at - b.at), [db, span]);
  const lastAt = momentOfInput(typed);
  const shift = lastAt === null ? null : lastAt - (momentOfInput(inputMoment(span.lastAt)) ?? span.lastAt);
  const isLate = lastAt !== null && lastAt > span.rightAt;
  const [isBusy, setBusy] = useState(false);
  if (found === undefined) return null;
  const leave = (): void => void settleSpan(db);
  const putAllRight = async (): Promise<void> => {
    if (shift === null || isLate || isBusy) return;
    setBusy(true);
    const changes = timeChanges(found, shift).slice(0, AT_ONCE);
    const isSaved = await act({
      command: "clock.put-right",
      changes,
      said: { id: "clock.did", values: { count: changes.length } },
    }).finally(() => setBusy(false));
    if (isSaved && changes.length < AT_ONCE) await settleSpan(db);
  };
  if (found.length === 0) return null;
  return (
    <Dialog
      open
      wide
      title={t("clock.title")}
      closeLabel={t("ui.close")}
      onClose={leave}
      footer={
        <footer className="row">
          <span className="grow" />
          <Button onClick={leave}>{t("clock.leave")}</Button>
          <Button kind="primary" disabled={shift === null || isLate || isBusy} onClick={() => void putAllRight()}>
            {t("clock.put-right", { count: found.length })}
          </Button>
        </footer>
      }
    >
      <p>
        {t("clock.made", {
          count: found.length,
          first: fullMoment(found[0]?.at ?? span.lastAt, format),
          last: fullMoment(found.at(-1)?.at ?? span.lastAt, format),
        })}
      </p>
      <Field label={t("clock.last-at")} hint={t("clock.last-hint")} {...(isLate && { error: t("clock.late") })}>
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            className="input"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <ul className="plain">
        {found.slice(0, SHOWN).map(({ kind, id, cell, at }) => (
          <li key={`${kind}/${id}/${cell}`}>
            {t("clock.line", {
              kind: t(`words.kind.${kind}`),
              at: fullMoment(at, format),
              becomes: shift === null ? "…" : fullMoment(at + shift, format),
            })}
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p className="meta">{t("clock.more", { count: found.length - SHOWN })}</p>}
    </Dialog>
  );
}
