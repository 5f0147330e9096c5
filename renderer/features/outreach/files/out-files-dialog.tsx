/**
 * Makes what goes out to the people of a list: letters, labels, a file of text messages, drafts of mails, a table for a
 * mail merge. It sends nothing; it is given whom it may write to, and says who is left out and why before it begins.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { LIBRARY_PHONE_ID } from "#shared/model/house.ts";
import { LETTER_SENDER_ID, parseSender, type SenderSetting } from "#shared/model/settings/letter-sender.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { smsLength } from "#shared/outreach/messages/sms-length.ts";
import { type AddressZone, addressZone, ENVELOPE_WINDOWS } from "#shared/outreach/paper/envelope-window.ts";
import { dayInText } from "#shared/outreach/text/day-in-text.ts";
import { MERGE_NAMES } from "#shared/outreach/text/merge-fields.ts";
import { fieldsOfNobody, parseMergeText } from "#shared/outreach/text/merge-text.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { readLibraryLine } from "../../../db/library-name.ts";
import { readSetting, setSetting } from "../../../db/write/library-setting.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useLibraryName } from "../../../desk-services/use-library-name.ts";
import type { Locale } from "../../../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Checkbox, Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import styles from "./files.module.css";
import { LeftOutList } from "./left-out.tsx";
import { fitsPaper, type PaperFit } from "./out-paper.ts";
import { OutProgress } from "./out-progress.tsx";
import { type OutKind, type OutRow, type OutTexts, prepareRows } from "./out-rows.ts";
import {
  countOf,
  LabelFields,
  LetterFields,
  layoutOf,
  type PaperChoice,
  useLabelFault,
  usualPaper,
} from "./paper-fields.tsx";
import { createUndrawable } from "./undrawable.ts";
import { messagesOf, type OutFile, type OutOrder, useOutFile } from "./use-out-file.ts";

export interface OutFilesDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What the list is called; the files are named after it. */
  readonly title: string;
  readonly channel: ContactChannel;
  readonly rows: readonly OutRow[];
  readonly texts: OutTexts;
  /** Whether a text message says how to refuse more of it: not where it answers what somebody has asked. */
  readonly refusal: boolean;
  /** Records that the file goes out, before it does; where it answers false, nothing goes out. */
  readonly record: (file: OutFile) => Promise<boolean>;
}

const KINDS: Readonly<Record<ContactChannel, readonly OutKind[]>> = {
  letter: ["letters", "labels", "mail-merge"],
  sms: ["sms", "mail-merge"],
  email: ["drafts", "mail-merge"],
  phone: ["mail-merge"],
  wechat: ["mail-merge"],
  line: ["mail-merge"],
};

/** What is kept of the library's own way is read before anything is chosen. */
export function OutFilesDialog(props: OutFilesDialogProps) {
  const { db } = useServices();
  const stored = useLiveQuery(
    async () => await Promise.all([readSetting(db, LETTER_SENDER_ID), readLibraryLine(db, LIBRARY_PHONE_ID)]),
    [db],
  );
  if (stored === undefined || !props.open) return null;
  const [setting, phone] = stored;
  const kept = parseSender(settingValue(setting));
  return <OpenDialog {...props} sender={phone === null ? kept : { contact: phone, ...kept }} />;
}

function OpenDialog(props: OutFilesDialogProps & { readonly sender: SenderSetting }) {
  const { onClose, title, channel, rows, texts, refusal, record, sender } = props;
  const t = useT();
  const locale = useLocale();
  const { day } = useFormat();
  const library = useLibraryName();
  const { clock } = useServices();
  const refused = useMay().refusal("unmasked");
  const keep = useKeepSender(sender);
  const [kind, setKind] = useState<OutKind>(KINDS[channel][0] ?? "mail-merge");
  const [format, setFormat] = useState<"xlsx" | "csv">("xlsx");
  const [subjectTyped, setSubject] = useState<string>();
  const [signed, setSigned] = useState<string>();
  const [choice, setChoice] = useState(() => usualPaper(sender));
  const [undrawable] = useState(createUndrawable);
  const out = useOutFile(title, record);
  const signature = signed ?? sender.signature ?? library;
  // never what the list is called in the house: a reader would read why she was chosen
  const subject = subjectTyped ?? (kind === "drafts" ? library : "");
  const labelProblem = useLabelFault(choice);
  const { envelope, sheet, own, withCode } = choice;
  const fit = useMemo((): PaperFit | null => {
    if (kind === "letters") return { tag: "letters", zone: zoneOf(envelope), withCode };
    const isWrong = kind !== "labels" || labelProblem !== undefined;
    return isWrong ? null : { tag: "labels", layout: layoutOf(sheet, own), language: locale, withCode };
  }, [kind, envelope, sheet, own, withCode, labelProblem, locale]);
  const unfit = useMemo(
    () => new Set(fit === null ? [] : rows.filter((row) => row.to.trim() !== "" && !fitsPaper(fit, row))),
    [rows, fit],
  );
  const { ready, left } = useMemo(
    () => prepareRows({ kind, rows, subject, texts, unfit, undrawable }),
    [kind, rows, subject, texts, unfit, undrawable],
  );
  const from = countOf(choice.from, 1);
  const count = kind === "letters" ? Math.max(0, ready.length - ((from ?? 1) - 1)) : ready.length;
  const order = orderOf();

  function orderOf(): OutOrder | null {
    const used = countOf(choice.used, 0);
    switch (kind) {
      case "letters": {
        if (fit?.tag !== "letters" || from === undefined) return null;
        const date = (language: Locale): string => dayInText(day(clock.now()), language, "");
        return { ...fit, sender: { library, contact: choice.contact }, date, from };
      }
      case "labels":
        return fit?.tag !== "labels" || used === undefined ? null : { ...fit, used };
      case "sms":
        return { tag: "sms", format, signature, refusal };
      case "mail-merge":
        return { tag: "mail-merge", format };
      case "drafts":
        return { tag: "drafts" };
    }
  }

  const make = async (): Promise<void> => {
    if (order === null) return;
    await keep({
      ...(kind === "letters" && choice.contact.trim() !== "" && { contact: choice.contact.trim() }),
      ...(kind === "sms" && signature.trim() !== "" && signature !== library && { signature: signature.trim() }),
      ...(kind === "labels" && sheet === "own" && { labels: layoutOf("own", own) }),
    });
    await out.start(order, ready);
  };
  const close = (): void => {
    out.stop();
    onClose();
  };
  const change = (changed: Partial<PaperChoice>): void => setChoice({ ...choice, ...changed });
  const frame = {
    open: true,
    wide: true,
    onClose: close,
    title: t("out-files.title", { title }),
    closeLabel: t("ui.close"),
  };
  if (out.making.tag !== "choosing")
    return (
      <Dialog {...frame}>
        <OutProgress
          making={out.making}
          kind={kind}
          onStop={out.stop}
          onGoOn={() => void out.goOn()}
          onSave={() => void out.saveMade()}
          onAgain={out.again}
          onClose={close}
        />
      </Dialog>
    );
  return (
    <Dialog
      {...frame}
      footer={
        <DialogButtons
          act={t("out-files.make", { count })}
          cancel={t("ui.cancel")}
          disabled={order === null || count === 0 || refused !== undefined}
          onAct={() => void make()}
          onCancel={close}
          {...(refused !== undefined && { beside: refused })}
        />
      }
    >
      <div className="stack">
        <fieldset>
          <legend className="field-label">{t("out-files.what")}</legend>
          <div className={styles.kinds}>
            {KINDS[channel].map((each) => (
              <Radio key={each} name="out-kind" checked={kind === each} onChange={() => setKind(each)}>
                {t(`out-files.kind-${each}`)}
              </Radio>
            ))}
          </div>
        </fieldset>
        <div className={styles.fields}>
          {(kind === "letters" || kind === "drafts") && (
            <Field label={t("out-files.subject")} hint={t("out-files.subject-hint")}>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={120}
                  value={subject}
                  onChange={(event) => setSubject(event.target.value)}
                />
              )}
            </Field>
          )}
          {kind === "letters" && <LetterFields choice={choice} onChange={change} />}
          {kind === "labels" && <LabelFields choice={choice} onChange={change} />}
          {(kind === "sms" || kind === "mail-merge") && (
            <Checkbox checked={format === "csv"} onChange={(event) => setFormat(event.target.checked ? "csv" : "xlsx")}>
              {t("out-files.as-csv")}
            </Checkbox>
          )}
          {kind === "sms" && (
            <Field label={t("out-files.signature")} hint={t("out-files.signature-hint")}>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={20}
                  value={signature}
                  onChange={(event) => setSigned(event.target.value)}
                />
              )}
            </Field>
          )}
        </div>
        {kind === "sms" && <SmsSum texts={messagesOf(ready, signature, refusal).map(({ text }) => text)} />}
        {kind === "drafts" && <p className="field-hint">{t("out-files.mail-hint")}</p>}
        {kind !== "labels" && <NobodysFields rows={rows} texts={texts} />}
        <LeftOutList left={left} />
        {rows.length === 0 && <p role="status">{t("out-files.nobody-left")}</p>}
        <p className="field-hint">{t("out-files.sends-nothing")}</p>
      </div>
    </Dialog>
  );
}

const zoneOf = (envelope: PaperChoice["envelope"]): AddressZone | null =>
  envelope === "none" ? null : addressZone(ENVELOPE_WINDOWS[envelope]);

function SmsSum({ texts }: { readonly texts: readonly string[] }) {
  const t = useT();
  const lengths = texts.map(smsLength);
  const parts = lengths.reduce((sum, each) => sum + each.parts, 0);
  const long = lengths.filter((each) => each.parts > 1).length;
  return <p className="field-hint">{t("out-files.sms-sum", { count: texts.length, long, parts })}</p>;
}

/** Fields of the texts of which nothing is known for anybody: what stops all, and what the text has something else for. */
function NobodysFields({ rows, texts }: { readonly rows: readonly OutRow[]; readonly texts: OutTexts }) {
  const t = useT();
  const locale = useLocale();
  const { list } = useFormat();
  const { stops, others } = useMemo(() => {
    const of = (isInstead: boolean) => [
      ...new Set(
        Object.entries(texts).flatMap(([language, text]) =>
          fieldsOfNobody(
            parseMergeText(text).filter((part) => part.tag === "field" && (part.instead !== undefined) === isInstead),
            rows.filter((row) => row.language === language).map(({ values }) => values),
          ),
        ),
      ),
    ];
    return { stops: of(false), others: of(true) };
  }, [rows, texts]);
  const named = (fields: typeof stops): string => list(fields.map((field) => MERGE_NAMES[field][locale]));
  return (
    <>
      {stops.length > 0 && <p className="field-error">{t("out-files.nobodys-fields", { fields: named(stops) })}</p>}
      {others.length > 0 && <p className="field-hint">{t("out-files.nobodys-instead", { fields: named(others) })}</p>}
    </>
  );
}

/** Keeps what was chosen for the next time, where the colleague may; for this time it counts anyhow. */
function useKeepSender(sender: SenderSetting): (changed: SenderSetting) => Promise<void> {
  const { db } = useServices();
  const act = useAct();
  const isRefused = useMay().refusal("settings") !== undefined;
  return async (changed) => {
    const next = { ...sender, ...changed };
    if (isRefused || JSON.stringify(next) === JSON.stringify(sender)) return;
    const changes = setSetting(await readSetting(db, LETTER_SENDER_ID), LETTER_SENDER_ID, "letter-sender", next);
    await act({
      command: "letter-sender.set",
      changes,
      said: { id: "out-files.kept-sender" },
      quiet: true,
      options: { undoable: false },
    });
  };
}
