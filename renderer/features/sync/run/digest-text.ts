/**
 * The particulars of an alarm as a file that a person can read: counts and sums of both sides by kind, and
 * the entries at which both stand. Streams are named by their ids; nothing of any record is in it.
 */
import { differingKinds, type TableDigest } from "#shared/replication/rows/digest.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { DigestDiffers, DigestParticulars } from "./digest-particulars.ts";

/** @param own the stream of this computer */
export function digestText({ at, differences }: DigestParticulars, own: string, t: Translate): string {
  const head = [t("centre.differs-title"), new Date(at).toISOString(), t("centre.differs-private")];
  return `${[head, ...differences.map((difference) => sideBySide(difference, own, t))].map((lines) => lines.join("\r\n")).join("\r\n\r\n")}\r\n`;
}

function sideBySide({ stream, ours, theirs }: DigestDiffers, own: string, t: Translate): readonly string[] {
  const differing = new Set(differingKinds(ours.tables, theirs.tables));
  const kinds = [...new Set([...Object.keys(ours.tables), ...Object.keys(theirs.tables)])].sort();
  const side = (table: TableDigest | undefined): string =>
    `${String(table?.records ?? 0).padStart(9)}  ${table?.sum ?? "-".repeat(64)}`;
  return [
    t("centre.differs-sides", { ours: own, theirs: stream }),
    ...kinds.flatMap((kind) => [
      `${kind}  ${t(differing.has(kind) ? "centre.differs-not-same" : "centre.differs-same")}`,
      side(ours.tables[kind]),
      side(theirs.tables[kind]),
    ]),
    t("centre.differs-aside", { ours: ours.aside, theirs: theirs.aside }),
    t("centre.differs-at"),
    ...Object.entries(ours.at)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, seq]) => `${name}  ${seq}`),
  ];
}
