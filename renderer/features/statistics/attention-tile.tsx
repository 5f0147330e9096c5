/**
 * The account of attention: what share of colleagues' minutes, contacts and kept promises each group of readers had,
 * beside its share of readers and of use. Groups of few stay off paper and out of files.
 */
import { TriangleAlert } from "lucide-react";
import { ATTENTION_KINDS, type AttentionKind, type GroupSums } from "#shared/analysis/attention.ts";
import { inFile, Unprinted } from "../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { TOLD } from "../../platform/worker/counted-sets.ts";
import type { AttentionGroup, AttentionLine } from "../../platform/worker/statistics-api.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { isOfEnough } from "../../words/percentage-words.ts";
import { FigureHead } from "./figure-head.tsx";
import { Tile } from "./tile.tsx";
import { useTold } from "./told.tsx";

const TICK = 1.4;
/** Columns before those of attention: how many, and their shares of readers and of use. */
const FIRST_KIND = 3;
/** The second number of a line. */
const OF_READERS = 1;

/** Of what a group gets less than half its share of readers, or of use. */
const shortOf = ({ readers, shortOfReaders, shortOfUse }: AttentionLine): readonly AttentionKind[] =>
  readers === 0 ? [] : ATTENTION_KINDS.filter((kind) => shortOfReaders.includes(kind) || shortOfUse.includes(kind));

interface AttentionTileProps {
  /** The number of groups that get too little led here. */
  readonly isAskedFor?: boolean;
  readonly lines: readonly AttentionLine[];
  /** Of all readers who are here. */
  readonly all: GroupSums;
  readonly onGroup: (group: AttentionGroup) => void;
}

export function AttentionTile({ isAskedFor = false, lines, all, onGroup }: AttentionTileProps) {
  const t = useT();
  const format = useFormat();
  const { tells } = useTold();
  const isHidden = ({ group }: AttentionLine): boolean => !tells(TOLD.group(group));
  // a part of all readers tells how many those are
  const hides = (line: AttentionLine, place: number): boolean =>
    isHidden(line) || (place === OF_READERS && !tells(TOLD.here));
  const amount = (of: number): string => format.number(Math.round(of));
  /** Of nobody there is no share; of a group of few the amounts: a percentage would look more certain than it is. */
  const shareText = ({ readers, sums }: AttentionLine, of: keyof GroupSums, share: number | undefined): string =>
    share === undefined || readers === 0
      ? "–"
      : isOfEnough({ part: 0, whole: readers })
        ? format.percent(Math.round(share * 100) / 100)
        : `${amount(sums[of])} / ${amount(all[of])}`;
  const shares = (line: AttentionLine): readonly string[] => [
    format.number(line.readers),
    shareText(line, "readers", line.ofReaders),
    shareText(line, "use", line.ofUse),
    ...ATTENTION_KINDS.map((kind) => shareText(line, kind, line.of[kind])),
  ];
  // of what nobody has had any there is nothing to share
  const missing = ATTENTION_KINDS.filter((kind) => lines.every(({ of }) => of[kind] === undefined));
  const shown = ATTENTION_KINDS.find((kind) => !missing.includes(kind));
  // the longest of all fills the row, so that small shares can be told apart
  const widest = Math.max(0.01, ...lines.flatMap(({ ofReaders = 0, of }) => [ofReaders, (shown && of[shown]) ?? 0]));
  const names = (kinds: readonly AttentionKind[]): string =>
    format.list(kinds.map((kind) => t(`statistics.attention-${kind}`)));
  const head = [
    t("statistics.readers"),
    t("keep.in-group"),
    t("statistics.of-readers"),
    t("statistics.of-use"),
    ...ATTENTION_KINDS.map((kind) => t(`statistics.of-${kind}`)),
  ];
  const title = t("statistics.attention");
  return (
    <Tile
      title={title}
      sub={t("statistics.attention-sub")}
      className="t7 shared-out"
      takesFocus={isAskedFor}
      how="statistics.attention-how"
      of="here"
      table={{
        head: [...head, t("statistics.compared")],
        rows: lines.map((line) => [
          t(`statistics.group-${line.group}`),
          ...shares(line).map((text, place) => inFile(hides(line, place), text)),
          shortOf(line).length === 0
            ? ""
            : inFile(isHidden(line), t("statistics.attention-short", { kinds: names(shortOf(line)) })),
        ]),
      }}
      {...(missing.length > 0 && { say: t("statistics.attention-none", { kinds: names(missing) }) })}
    >
      <table className="attention" aria-label={title}>
        <FigureHead cells={head} last={t("statistics.less-than-half")} />
        <tbody>
          {lines.map((line) => (
            <tr key={line.group} className={classNames(line.readers > 0 && "line-door")}>
              <th scope="row">
                {line.readers === 0 ? (
                  t(`statistics.group-${line.group}`)
                ) : (
                  <button type="button" className="link" onClick={() => onGroup(line.group)}>
                    {t(`statistics.group-${line.group}`)}
                  </button>
                )}
              </th>
              {shares(line).map((text, place) => (
                <td key={head[place + 1]} className="nums">
                  <Unprinted isHidden={hides(line, place)}>{place < FIRST_KIND ? text : <b>{text}</b>}</Unprinted>
                </td>
              ))}
              <td>
                <svg
                  className={hides(line, OF_READERS) ? "no-print" : undefined}
                  viewBox="0 0 100 12"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect className="track-bg" y="2" width="100" height="8" />
                  <rect className="f1" y="2" width={(((shown && line.of[shown]) ?? 0) / widest) * 100} height="8" />
                  <rect
                    className="tick"
                    x={Math.min(100 - TICK, ((line.ofReaders ?? 0) / widest) * 100)}
                    width={TICK}
                    height="12"
                  />
                </svg>
              </td>
              <td>
                {shortOf(line).length > 0 ? (
                  <Unprinted isHidden={isHidden(line)}>
                    <span className="due-mark">
                      <Icon icon={TriangleAlert} />
                      {names(shortOf(line))}
                    </span>
                  </Unprinted>
                ) : (
                  <span className="meta">
                    <Unprinted isHidden={isHidden(line)}>
                      {missing.length === ATTENTION_KINDS.length || line.readers === 0
                        ? "–"
                        : t("statistics.in-proportion")}
                    </Unprinted>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
