/**
 * The slip: a narrow paper for a service record, or a receipt for an opinion with its number and its day.
 * Names and phones stay masked on paper; the foot says who printed it and when.
 */

import { useLiveQuery } from "dexie-react-hooks";
import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import { readLibraryName } from "../../../db/library-name.ts";
import { type Masked, masked } from "../../../db/masked.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { FootLine } from "../../../desk-services/paper/paper-head.tsx";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { useDeskActions, useDeskDeps, useDeskState, useDeskStore } from "../desk-context.ts";
import { usePrinter } from "./print-slip.ts";

/** Draws the slip for as long as it is being printed. */
export function SlipHost() {
  const { db } = useServices();
  const printing = useDeskState((state) => state.printing);
  const { staff } = useDeviceSettings();
  const { readerMask } = useDeskActions();
  const rows = useLiveQuery(async (): Promise<SlipRows | undefined> => {
    if (printing === null) return undefined;
    const opinion = printing.kind === "feedback" ? await db.feedback.get(printing.id) : undefined;
    const record = printing.kind === "interaction" ? await db.interaction.get(printing.id) : undefined;
    // everything that stands on the paper is read before it is drawn: paper does not follow
    const who = await readerMask(opinion?.reader ?? record?.reader ?? null);
    const colleague = staff === undefined ? undefined : (await db.staff.get(staff))?.name;
    const branch = opinion?.branch ?? record?.branch;
    const at = branch === undefined ? undefined : (await db.branch.get(branch))?.name;
    return {
      from: [await readLibraryName(db), at].filter((part) => part).join(" · "),
      who,
      colleague: colleague ?? "",
      ...(opinion && { opinion: masked("feedback", opinion) }),
      ...(record && { record: masked("interaction", record) }),
    };
  }, [db, printing, staff, readerMask]);
  if (printing === null || (rows?.opinion === undefined && rows?.record === undefined)) return null;
  return createPortal(<Slip key={printing.id} rows={rows} />, document.body);
}

interface SlipRows {
  /** The library and the branch. */
  readonly from: string;
  readonly who: string;
  readonly colleague: string;
  readonly opinion?: Masked<"feedback">;
  readonly record?: Masked<"interaction">;
}

function Slip({ rows: { from, who, colleague, opinion, record } }: { readonly rows: SlipRows }) {
  const t = useT();
  const format = useFormat();
  const { purposeName } = useDeskDeps();
  const { clock } = useServices();
  const { deskName } = useDeviceSettings();
  const title = opinion === undefined ? t("desk.slip-record") : t("desk.slip-opinion");
  usePrinting(title);
  const at = opinion?.receivedAt ?? record?.at ?? clock.now();
  const channel = opinion?.channel ?? record?.channel;
  return (
    <section className="slip" aria-label={title}>
      <p>{from}</p>
      <h2>{title}</h2>
      <dl>
        {opinion?.registerNo !== undefined && <Line term={t("words.feedback.registerNo")} text={opinion.registerNo} />}
        <Line term={t("words.interaction.at")} text={`${format.shownDay(at)} ${format.time(at)}`} />
        <Line term={t("words.interaction.reader")} text={<PersonName>{opinion?.contact?.name ?? who}</PersonName>} />
        {channel !== undefined && <Line term={t("words.interaction.channel")} text={t(`words.channel.${channel}`)} />}
        {opinion?.type !== undefined && (
          <Line term={t("words.feedback.type")} text={t(`words.opinion.${opinion.type}`)} />
        )}
        {record?.purpose !== undefined && (
          <Line term={t("words.interaction.purpose")} text={purposeName(record.purpose)} />
        )}
        {opinion?.due !== undefined && <Line term={t("words.feedback.due")} text={format.longDay(opinion.due)} />}
      </dl>
      <p className="slip-text">{opinion?.text ?? record?.question}</p>
      <footer>
        <FootLine
          text={t("desk.slip-foot", {
            desk: deskName ?? "",
            staff: colleague,
            at: `${format.shownDay(clock.now())}\u00a0${format.time(clock.now())}`,
          })}
        />
      </footer>
    </section>
  );
}

function Line({ term, text }: { readonly term: string; readonly text: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </>
  );
}

/** Prints once the slip is drawn, with nothing else on the paper, and takes it away afterwards. */
function usePrinting(title: string): void {
  const print = usePrinter();
  const store = useDeskStore();
  useEffect(() => {
    document.body.classList.add("prints-slip");
    const done = (): void => store.setState({ printing: null });
    void print(title).then(done, done);
    return () => document.body.classList.remove("prints-slip");
  }, [print, store, title]);
}
