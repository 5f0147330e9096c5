/** For each channel of a made list what can be made of it: letters, labels, files; and what comes back of them. */
import { FileDown, MailX, Upload } from "lucide-react";
import { useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { recipientsOfCode } from "#shared/outreach/paper/letter-code.ts";
import { useAct } from "../../acts/use-acts.ts";
import type { Row } from "../../db/database.ts";
import { readPeople } from "../../db/reader-class.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { LOCALES } from "../../i18n/locale.ts";
import { useT } from "../../i18n/use-t.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { Button } from "../../ui/button.tsx";
import { FILES_AT_ONCE, fileRecord, reportChanges, returnedChanges, sentChanges } from "./file-changes.ts";
import { DeliveryReportDialog, type ReadReport } from "./files/delivery-report-dialog.tsx";
import { OutFilesDialog } from "./files/out-files-dialog.tsx";
import type { OutRow, OutTexts } from "./files/out-rows.ts";
import { type ReturnedLetter, ReturnedLettersDialog } from "./files/returned-letters-dialog.tsx";
import type { OutFile } from "./files/use-out-file.ts";
import { nameOf } from "./outreach-words.ts";
import { type ReaderText, templateKey } from "./reader-texts.ts";
import { useReaderTexts } from "./use-reader-texts.ts";

interface ChannelFilesProps {
  readonly row: Row<"outreach">;
  readonly figures: OutreachFigures;
}

type Asked = { readonly what: "file" | "report"; readonly channel: ContactChannel } | { readonly what: "returned" };

export function ChannelFiles({ row, figures }: ChannelFilesProps) {
  const t = useT();
  const [asked, setAsked] = useState<Asked | null>(null);
  const written = figures.channels.filter(({ people }) => people > 0);
  const close = (): void => setAsked(null);
  return (
    <>
      <ul className="list">
        {written.map(({ channel, pieces }) => {
          const name = t(`outreach.channel-${channel}`);
          return (
            <li key={channel} className="line">
              <span className="grow">{t("outreach.door-of", { what: name, count: pieces })}</span>
              {channel === "sms" && (
                <Button size="small" icon={Upload} onClick={() => setAsked({ what: "report", channel })}>
                  {t("outreach.report")}
                </Button>
              )}
              {channel === "letter" && (
                <Button size="small" icon={MailX} onClick={() => setAsked({ what: "returned" })}>
                  {t("outreach.returned")}
                </Button>
              )}
              <Button
                size="small"
                icon={FileDown}
                aria-label={t("outreach.file-of", { channel: name })}
                onClick={() => setAsked({ what: "file", channel })}
              >
                {t("outreach.file")}
              </Button>
            </li>
          );
        })}
      </ul>
      {asked?.what === "file" && <FilesOf row={row} channel={asked.channel} onClose={close} />}
      {asked?.what === "report" && <ReportOn row={row} onClose={close} />}
      {asked?.what === "returned" && <Returned row={row} onClose={close} />}
    </>
  );
}

interface OneChannel {
  readonly row: Row<"outreach">;
  readonly channel: ContactChannel;
  readonly onClose: () => void;
}

const outRowOf = ({ piece, name, language, values, addressee }: ReaderText): readonly OutRow[] =>
  piece.recipient === undefined ? [] : [{ id: piece.recipient, name, to: piece.to, language, values, addressee }];

function FilesOf({ row, channel, onClose }: OneChannel) {
  const t = useT();
  const act = useAct();
  const { db, clock, random } = useServices();
  const { staff = "" } = useDeviceSettings();
  // labels are made after the letters that they are for
  const all = useReaderTexts(row, channel, channel === "letter");
  const texts: OutTexts = Object.fromEntries(
    LOCALES.flatMap((language) => {
      const text = row.templates?.[templateKey(channel, language)];
      return text === undefined || text === "" ? [] : [[language, text]];
    }),
  );
  const record = async (file: OutFile): Promise<boolean> => {
    const at = clock.now();
    const going = { id: uuidV7(at, random), outreach: row.id, channel, purpose: purposeOf(row), file, at, staff };
    const said = { id: "outreach.did-file", values: { count: file.recipients.length } } as const;
    if (!(await act({ command: "outreach.file", changes: [fileRecord(going)], said, quiet: true }))) return false;
    for (let from = 0; from < file.recipients.length; from += FILES_AT_ONCE) {
      const rows = await db.recipient.bulkGet(file.recipients.slice(from, from + FILES_AT_ONCE));
      const here = rows.flatMap((each) => (each === undefined || each.gone === 1 ? [] : [each]));
      if (!(await act({ command: "outreach.file", changes: sentChanges(here, going), said, quiet: true })))
        return false;
    }
    return true;
  };
  if (all === undefined) return null;
  return (
    <OutFilesDialog
      open
      onClose={onClose}
      title={nameOf(row, t)}
      channel={channel}
      rows={all.flatMap(outRowOf)}
      texts={texts}
      refusal={purposeOf(row) !== "reply"}
      record={record}
    />
  );
}

function ReportOn({ row, onClose }: Omit<OneChannel, "channel">) {
  const act = useAct();
  const { clock, random } = useServices();
  const { staff = "" } = useDeviceSettings();
  const sent = useReaderTexts(row, "sms", true);
  const note = async (report: ReadReport): Promise<void> => {
    const at = clock.now();
    const changes = reportChanges(report, uuidV7(at, random), { at, staff });
    const said = { id: "outreach.did-report", values: { count: changes.length } } as const;
    for (let from = 0; from < changes.length; from += FILES_AT_ONCE)
      if (!(await act({ command: "outreach.report", changes: changes.slice(from, from + FILES_AT_ONCE), said })))
        return;
    onClose();
  };
  if (sent === undefined) return null;
  return (
    <DeliveryReportDialog
      onClose={onClose}
      sent={sent.flatMap(({ piece }) =>
        piece.recipient === undefined ? [] : [{ id: piece.recipient, phone: piece.to }],
      )}
      onReport={(report) => void note(report)}
    />
  );
}

function Returned({ row, onClose }: Omit<OneChannel, "channel">) {
  const act = useAct();
  const { db, clock, random } = useServices();
  const { staff = "" } = useDeviceSettings();
  const find = async (code: string): Promise<readonly ReturnedLetter[]> => {
    // a letter of another list comes back into the same box
    const letters = (await db.recipient.where("outreach").above("").toArray()).filter(
      ({ gone, channel }) => gone !== 1 && channel === "letter",
    );
    const found = recipientsOfCode(code, letters);
    const people = await readPeople(
      db,
      found.map(({ reader = "" }) => reader),
    );
    return found.map(({ id }, place) => ({ id, name: people[place]?.name ?? "" }));
  };
  const mark = async ({ id }: ReturnedLetter): Promise<boolean> => {
    const recipient = await db.recipient.get(id);
    if (recipient === undefined || recipient.gone === 1) return false;
    const at = clock.now();
    return act({
      command: "outreach.returned",
      changes: returnedChanges(recipient, uuidV7(at, random), { at, staff }),
      said: { id: "outreach.did-returned" },
      quiet: true,
    });
  };
  return <ReturnedLettersDialog key={row.id} onClose={onClose} find={find} mark={mark} />;
}
