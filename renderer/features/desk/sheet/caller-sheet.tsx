/**
 * Checks who calls: what the caller says is typed, and the answer is right or wrong. What is recorded is never shown here,
 * and what was typed is kept nowhere; or she is called back on the number that is recorded.
 */
import { useRef, useState } from "react";
import { canCheckCaller, isCallerRight } from "#shared/model/readers/caller-check.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { useDeskActions, useDeskDeps } from "../desk-context.ts";
import { useReaderMask } from "../session/use-reader-mask.ts";

type Outcome = "wrong" | "nothing-recorded";

export function CallerSheet({ reader }: { readonly reader: string }) {
  const t = useT();
  const rich = useRich();
  const actions = useDeskActions();
  const { services } = useDeskDeps();
  const who = useReaderMask(reader);
  const { place } = useHouse();
  const first = useRef<HTMLInputElement>(null);
  const [card, setCard] = useState("");
  const [more, setMore] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isReady = card.trim() !== "" && more.trim() !== "";
  const check = useOnce(async (): Promise<void> => {
    if (!isReady) return;
    const row = (await readReaderClass(services.db, reader))?.reader;
    if (row !== undefined && isCallerRight(row, { card, more }, place))
      return actions.checkedCaller(reader, "card-and-more");
    setOutcome(row !== undefined && canCheckCaller(row, place) ? "wrong" : "nothing-recorded");
    first.current?.focus();
    first.current?.select();
  });
  const enter = (): void => void check();
  return (
    <Dialog
      open
      title={rich("desk.caller-title", { who: <PersonName>{who}</PersonName> })}
      closeLabel={t("sheets.close")}
      onClose={actions.closePanel}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("desk.caller-check")}
          cancel={t("sheets.close")}
          disabled={!isReady}
          onAct={enter}
          onCancel={actions.closePanel}
        />
      }
    >
      <div className="stack">
        <p className="soft">{t("desk.caller-how")}</p>
        <div className="two-fields">
          <Field label={t("words.reader.card")}>
            {(control) => (
              <TextInput
                {...control}
                ref={first}
                value={card}
                onChange={(event) => setCard(event.target.value)}
                onEnter={enter}
              />
            )}
          </Field>
          <Field label={t("desk.caller-more")} hint={t("desk.caller-more-hint")}>
            {(control) => (
              <TextInput {...control} value={more} onChange={(event) => setMore(event.target.value)} onEnter={enter} />
            )}
          </Field>
        </div>
        <p className="field-error" role="alert">
          {outcome === null ? "" : t(`desk.caller-${outcome}`)}
        </p>
        <div className="row row-wrap">
          <Button size="small" onClick={() => actions.checkedCaller(reader, "call-back")}>
            {t("desk.caller-called-back")}
          </Button>
          <Button size="small" onClick={() => actions.checkedCaller(reader, "failed")}>
            {t("words.caller-check.failed")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
