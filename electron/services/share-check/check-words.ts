/** The result of a check as lines for a person: what was read, what was found, what it means. */
import { recordCount } from "#shared/replication/checkpoints/checkpoint.ts";
import type { ShareCheck } from "./check-share.ts";
import { type Finding, findingWords, type Gravity, gravityOf } from "./findings.ts";

const MARK: Readonly<Record<Gravity, string>> = { note: "·", mend: "!", loss: "✗" };
const ORDER: readonly Gravity[] = ["loss", "mend", "note"];

export function checkLines({ findings, streams, states, base, replayed, bytes }: ShareCheck): readonly string[] {
  const computers = streams.map(({ device, card, line, stream, floor }) => {
    const { no = 0 } = line.at(-1) ?? {};
    return `  ${device}${card === null ? "" : ` (${card.branch})`}: ${line.length === 0 ? "no batch" : `batches ${floor} to ${no}, entries to ${replayed.cursors[stream]?.seq ?? 0}`}, stream ${stream}`;
  });
  const tables = Object.entries(replayed.digest).map(
    ([kind, { records, sum }]) => `  ${kind}: ${records}, ${sum.slice(0, 16)}`,
  );
  const checkpoints = states.map(
    ({ device, no, checkpoint }) =>
      `  ${device}, number ${no}: ${recordCount(checkpoint)} records in ${checkpoint.parts.length} parts, made ${new Date(checkpoint.at).toISOString().slice(0, 10)}`,
  );
  return [
    `Computers (${streams.length}):`,
    ...computers,
    "",
    ...(states.length === 0 ? [] : [`Checkpoints (${states.length}):`, ...checkpoints, ""]),
    `Rebuilt from ${base === null ? "" : `the checkpoint of ${base.device}, number ${base.no}, and `}${replayed.entries} entries, ${(bytes / 1024 / 1024).toFixed(1)} MB. Records and digests:`,
    ...tables,
    "",
    ...[...findings]
      .sort((a, b) => ORDER.indexOf(gravityOf(a)) - ORDER.indexOf(gravityOf(b)))
      .map((finding) => `${MARK[gravityOf(finding)]} ${findingWords(finding)}`),
    verdict(findings),
  ];
}

function verdict(findings: readonly Finding[]): string {
  const grave = findings.filter((finding) => gravityOf(finding) === "loss").length;
  const mends = findings.filter((finding) => gravityOf(finding) === "mend").length;
  if (grave > 0)
    return `Not whole: ${grave} ${grave === 1 ? "thing is" : "things are"} missing or spoilt. Nothing on any desk is touched by it. Any desk that has them puts them back with its next sync, or: npm run share -- heal DIR --from COPY`;
  return mends > 0 ? "Whole, but for what the next sync mends." : "Whole.";
}

/** 0 whole, 1 not. */
export const exitCodeOf = (findings: readonly Finding[]): number =>
  findings.some((finding) => gravityOf(finding) === "loss") ? 1 : 0;
