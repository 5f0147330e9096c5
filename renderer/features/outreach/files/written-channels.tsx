/** What is written to people of an outreach, a line for each channel: files are made, said to be sent, and read back. */
import { useLiveQuery } from "dexie-react-hooks";
import { FileText, ScanLine, Send, Upload } from "lucide-react";
import { useState } from "react";
import { purposeOf, saysHowToRefuse } from "#shared/model/outreach/outreach-goals.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { isDouble } from "#shared/outreach/call-state.ts";
import type { Row } from "../../../db/database.ts";
import { readStops } from "../../../db/lists/callee.ts";
import { PersonNames } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHousePlace } from "../../../desk-services/use-house.ts";
import { LOCALES } from "../../../i18n/locale.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import type { ChannelCount } from "../../../platform/worker/outreach-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { nameOf } from "../outreach-words.ts";
import { templateKey } from "../reader-texts.ts";
import { useReaderTexts } from "../use-reader-texts.ts";
import { DeliveryReportDialog } from "./delivery-report-dialog.tsx";
import { type InList, inFilesToCome, isUnsent, readListed, readReturned, sentMessagesOf } from "./list-people.ts";
import { OutFilesDialog } from "./out-files-dialog.tsx";
import type { OutRow } from "./out-rows.ts";
import { ReturnedLettersDialog } from "./returned-letters-dialog.tsx";
import { useListFiles } from "./use-list-files.ts";

const WRITTEN = ["letter", "sms", "email"] as const;
type Written = (typeof WRITTEN)[number];

interface WrittenChannelsProps {
  readonly row: Row<"outreach">;
  readonly channels: readonly ChannelCount[];
}

export function WrittenChannels({ row, channels }: WrittenChannelsProps) {
  return WRITTEN.map((channel) => {
    const pieces = channels.find((each) => each.channel === channel)?.pieces ?? 0;
    return <ChannelFiles key={channel} row={row} channel={channel} pieces={pieces} />;
  });
}

type Opened = "file" | "sent" | "report" | "returned";

interface ChannelFilesProps {
  readonly row: Row<"outreach">;
  readonly channel: Written;
  /** Of those who may still be written to. */
  readonly pieces: number;
}

function ChannelFiles({ row, channel, pieces }: ChannelFilesProps) {
  const t = useT();
  const rich = useRich();
  const { db } = useServices();
  const files = useListFiles(row, channel);
  const [opened, setOpened] = useState<Opened | null>(null);
  const listed = useLiveQuery(async () => await readListed(db, row.id, channel), [db, row.id, channel]) ?? [];
  const unsent = listed.filter(isUnsent);
  const stops = useStops(row, channel, unsent);
  const stopped = unsent.filter(({ reader }) => stops?.has(reader));
  const going = unsent.filter((each) => !stopped.includes(each));
  const doubles = listed.filter(({ recipient }) => isDouble(recipient));
  const toTakeOut = inFilesToCome(stopped, listed);
  const close = (): void => setOpened(null);
  // a file may be there of people who have all said no since
  if (pieces === 0 && listed.length === 0) return null;
  return (
    <div className="row row-wrap">
      <span className="nowrap">
        {t("out-files.channel", { channel: t(`words.contact.${channel}`), count: pieces })}
      </span>
      <span className="row row-wrap">
        <Button icon={FileText} disabled={pieces === 0} onClick={() => setOpened("file")}>
          {t("out-files.open")}
        </Button>
        <Button icon={Send} disabled={stops === undefined || unsent.length === 0} onClick={() => setOpened("sent")}>
          {t("out-files.sent", { count: going.length })}
        </Button>
        {channel === "sms" && (
          <Button icon={Upload} onClick={() => setOpened("report")}>
            {t("out-files.report-open")}
          </Button>
        )}
        {channel === "letter" && (
          <Button icon={ScanLine} onClick={() => setOpened("returned")}>
            {t("out-files.returned-open")}
          </Button>
        )}
      </span>
      {opened === "file" && <FileOfList row={row} channel={channel} record={files.record} onClose={close} />}
      {opened === "sent" && (
        <MarkSent
          going={going}
          stopped={stopped}
          onClose={close}
          onMark={(sent) => {
            close();
            void files.markSent(sent);
          }}
        />
      )}
      {toTakeOut.length > 0 && (
        <p className="field-error" role="status">
          <span>{rich("out-files.stopped", { count: toTakeOut.length, names: <NamesOf listed={toTakeOut} /> })}</span>
        </p>
      )}
      {doubles.length > 0 && (
        <p className="field-hint">
          {rich("out-files.doubles", { count: doubles.length, names: <NamesOf listed={doubles} most={NAMED} /> })}
        </p>
      )}
      {opened === "report" && (
        <DeliveryReportDialog
          sent={sentMessagesOf(listed)}
          keepsRefusals={purposeOf(row) !== "reply"}
          onClose={close}
          onReport={(report) => {
            close();
            void files.noteReport(report);
          }}
        />
      )}
      {opened === "returned" && <ReturnedToList note={files.noteReturned} onClose={close} />}
    </div>
  );
}

/** Readers who stand in a file that is not sent yet, and may not be written to any more. */
function useStops(row: Row<"outreach">, channel: Written, inFile: readonly InList[]): ReadonlySet<string> | undefined {
  const { db, clock } = useServices();
  const place = useHousePlace();
  const today = useFormat().day(clock.now());
  const key = inFile.map(({ reader }) => reader).join();
  return useLiveQuery(
    async () =>
      new Set((await readStops(db, key === "" ? [] : key.split(","), { channel, outreach: row, today, place })).keys()),
    [db, key, channel, row, today, place],
  );
}

/** Of those who are only told; whoever must be taken out of a file is named. */
const NAMED = 5;

function NamesOf({ listed, most = listed.length }: { readonly listed: readonly InList[]; readonly most?: number }) {
  const rich = useRich();
  const names = <PersonNames names={listed.slice(0, most).map(({ name }) => name)} />;
  const more = listed.length - most;
  return more > 0 ? rich("batch.for-more", { names, more }) : names;
}

interface MarkSentProps {
  readonly going: readonly InList[];
  /** They were to be taken out of the file; whoever did not, says so, for it was written to them. */
  readonly stopped: readonly InList[];
  readonly onClose: () => void;
  readonly onMark: (sent: readonly InList[]) => void;
}

function MarkSent({ going, stopped, onClose, onMark }: MarkSentProps) {
  const t = useT();
  const rich = useRich();
  const [wentToo, setWentToo] = useState(false);
  const sent = wentToo ? [...going, ...stopped] : going;
  return (
    <AlertDialog
      open
      title={t("out-files.sent-title", { count: sent.length })}
      act={t("out-files.sent-act")}
      cancel={t("ui.cancel")}
      disabled={sent.length === 0}
      onCancel={onClose}
      onAct={() => onMark(sent)}
    >
      <div className="stack">
        <p>{t("out-files.sent-hint")}</p>
        {stopped.length > 0 && (
          <Checkbox checked={wentToo} onChange={({ target }) => setWentToo(target.checked)}>
            <span>{rich("out-files.sent-stopped-too", { names: <NamesOf listed={stopped} /> })}</span>
          </Checkbox>
        )}
      </div>
    </AlertDialog>
  );
}

interface FileOfListProps {
  readonly row: Row<"outreach">;
  readonly channel: Written;
  readonly record: ReturnType<typeof useListFiles>["record"];
  readonly onClose: () => void;
}

/** Whom it may go to is asked when it is opened. */
function FileOfList({ row, channel, record, onClose }: FileOfListProps) {
  const t = useT();
  const texts = useReaderTexts(row, channel);
  const [rows, setRows] = useState<readonly OutRow[]>();
  // as they stand when the dialog opens: what it records about them must not change them under its hands
  if (texts !== undefined && rows === undefined)
    setRows(
      texts.flatMap(({ piece, name, language, values, addressee }): readonly OutRow[] =>
        piece.recipient === undefined ? [] : [{ id: piece.recipient, name, to: piece.to, language, values, addressee }],
      ),
    );
  if (rows === undefined) return null;
  const written = LOCALES.flatMap((locale) => {
    const text = row.templates?.[templateKey(channel, locale)] ?? "";
    return text === "" ? [] : [[locale, text] as const];
  });
  return (
    <OutFilesDialog
      open
      onClose={onClose}
      title={nameOf(row, t)}
      channel={channel}
      rows={rows}
      texts={Object.fromEntries(written)}
      refusal={saysHowToRefuse(row)}
      record={record}
    />
  );
}

interface ReturnedToListProps {
  readonly note: (of: InList) => Promise<boolean>;
  readonly onClose: () => void;
}

function ReturnedToList({ note, onClose }: ReturnedToListProps) {
  const { db } = useServices();
  const [found] = useState(() => new Map<string, InList>());
  return (
    <ReturnedLettersDialog
      onClose={onClose}
      find={async (code) => {
        const letters = await readReturned(db, code);
        for (const each of letters) found.set(each.recipient.id, each);
        return letters.map(({ recipient, holder }) => ({
          id: recipient.id,
          name: maskName(holder.name ?? "", holder.familyName),
        }));
      }}
      mark={async ({ id }) => {
        const of = found.get(id);
        return of !== undefined && (await note(of));
      }}
    />
  );
}
