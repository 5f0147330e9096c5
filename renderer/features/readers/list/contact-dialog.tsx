/**
 * That a reader was contacted, noted in the list: by which way, with what came of it, and a line if there is one. For
 * several readers one record each, in one act with one undo; who is no reader any more is left out, and said.
 */
import { useRef, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { ForWhom } from "../../../acts/for-whom.tsx";
import { QuietAmong } from "../../../acts/quiet-among.tsx";
import { useAct } from "../../../acts/use-acts.ts";
import { useLeaving } from "../../../acts/use-leaving.tsx";
import { codeName, codesOf } from "../../../db/read-house.ts";
import { readPeople } from "../../../db/reader-class.ts";
import { type Change, create, edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";

/** More at once is an outreach, not a morning's calls. */
const MOST = 200;
const RESULTS = ["reached", "missed", "declined", "stops"] as const;
/** How each is called when it is taken back. */
const COMMANDS = {
  reached: "interaction.contact",
  missed: "interaction.missed",
  declined: "interaction.declined",
  stops: "interaction.contact",
} as const satisfies Readonly<Record<(typeof RESULTS)[number], string>>;
const LONGEST = 2000;

interface ContactDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

export function ContactDialog({ ids, onClose }: ContactDialogProps) {
  const t = useT();
  const act = useAct();
  const { db, clock, random, start } = useServices();
  const { branch, staff } = useDeviceSettings();
  const house = useHouse();
  const ways = offeredIn(house.place, CONTACT_CHANNELS);
  const [channel, setChannel] = useState<(typeof CONTACT_CHANNELS)[number]>("phone");
  const [result, setResult] = useState<(typeof RESULTS)[number]>("reached");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const locale = useLocale();
  const format = useFormat();
  const isWhyMissing = result === "stops" && reason === "";
  const [text, setText] = useState("");
  const { leave, question } = useLeaving(text.trim() !== "", onClose);
  const line = useRef<HTMLInputElement>(null);
  const isTooMany = ids.length > MOST;

  // of the dialog, not of the press: pressed once more they are the same records
  const [records] = useState(() => new Map<string, string>());
  const save = useOnce(async (): Promise<void> => {
    setTried(true);
    if (isTooMany || isWhyMissing) return;
    // two of a selection may have become one person meanwhile
    const found = (await readPeople(db, ids)).flatMap((row) => (row === undefined || row.gone === 1 ? [] : [row]));
    const people = [...new Map(found.map((row) => [row.id, row])).values()];
    const at = clock.now();
    const said = text.trim();
    const changes = people.flatMap((row): readonly Change[] => {
      const { id } = row;
      const recordId = records.get(id) ?? uuidV7(at, random);
      records.set(id, recordId);
      const record = create("interaction", recordId, {
        desk: start.installation,
        ...(branch !== undefined && { branch }),
        ...(staff !== undefined && { staff }),
        at,
        reader: id,
        purpose: "other",
        channel,
        direction: "out",
        ...(result === "missed" && { outcome: "not-answered" }),
        ...(result === "declined" && { contactResult: "declined-regular" }),
        ...(said !== "" && { answer: said }),
      });
      if (result === "declined") return [record, edit("reader", id, { keepInTouchDays: null })];
      return result === "stops" ? [record, edit("reader", id, { leaving: { reason, on: format.day(at) } })] : [record];
    });
    const gone = ids.length - found.length;
    const isKept =
      changes.length === 0 ||
      (await act({
        command: COMMANDS[result],
        changes,
        said: { id: "readers.did-contact", values: { count: people.length, gone } },
      }));
    if (isKept) onClose();
  });
  return (
    <Dialog
      open
      title={t("readers.contact-title", { count: ids.length })}
      closeLabel={t("batch.close")}
      initialFocus={line}
      onClose={leave}
      footer={
        <DialogButtons
          act={t("readers.save")}
          cancel={t("readers.cancel")}
          disabled={isTooMany}
          onAct={() => void save()}
          onCancel={leave}
        />
      }
    >
      <div className="stack">
        <ForWhom ids={ids} />
        <QuietAmong ids={ids} />
        <fieldset className="batch-choices">
          <legend>{t("readers.contact-result")}</legend>
          {RESULTS.map((each) => (
            <Radio key={each} name="contact-result" checked={result === each} onChange={() => setResult(each)}>
              {t(`readers.contact-${each}`)}
            </Radio>
          ))}
        </fieldset>
        {result === "stops" && (
          <Field
            label={t("readers.contact-why")}
            {...(tried && isWhyMissing && { error: t("readers.contact-why-missing") })}
          >
            {(control) => (
              <Select
                {...control}
                value={reason}
                options={[
                  { value: "", label: "—" },
                  ...codesOf(house, "reason").map((value) => ({
                    value,
                    label: codeName(house, "reason", value, locale),
                  })),
                ]}
                onChange={setReason}
              />
            )}
          </Field>
        )}
        <Field label={t("readers.contact-way")}>
          {(control) => (
            <Select
              {...control}
              value={channel}
              options={ways.map((value) => ({ value, label: t(`words.contact.${value}`) }))}
              onChange={setChannel}
            />
          )}
        </Field>
        <Field
          label={t("readers.contact-line")}
          {...(isTooMany && { error: t("readers.contact-too-many", { most: MOST }) })}
        >
          {(control) => (
            <TextInput
              {...control}
              ref={line}
              maxLength={LONGEST}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onEnter={() => void save()}
            />
          )}
        </Field>
      </div>
      {question}
    </Dialog>
  );
}
