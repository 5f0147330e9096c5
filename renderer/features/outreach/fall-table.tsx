/** From the group to those who are contacted: a bar for each reason, every number a door to its people. */
import { useId } from "react";
import type { NotContacted } from "#shared/model/outreach/recipient.ts";
import type { Row } from "../../db/database.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { OutreachDoor, OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { classNames } from "../../ui/class-names.ts";
import styles from "./outreach.module.css";
import { useDoors } from "./use-doors.ts";

/** Of the drawing; it is stretched to the column. */
const WIDTH = 640;
/** Of the channels, in their order: told apart without colour too. */
const LOOKS = [styles.c1, styles.c4, styles.c3, styles.c2, styles.c5, styles.c6] as const;
const PATTERNS = [undefined, "hatch", "dots", undefined, "hatch", "dots"] as const;

interface FallTableProps {
  readonly row: Row<"outreach">;
  readonly figures: OutreachFigures;
  /** What is said of the group beside its name. */
  readonly from: string;
}

export function FallTable({ row, figures, from }: FallTableProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const { group, bars, since, told, channels, isMade, lastContactOn, day } = figures;
  const held = bars.find(({ bar }) => bar === "held-back")?.count ?? 0;
  const out = group - told - held - since.count;
  const scale = group === 0 ? 0 : WIDTH / group;
  const reasonsText = (reasons: readonly { readonly reason: NotContacted; readonly count: number }[]): string =>
    reasons
      .map(({ reason, count }) => t("outreach.reason-count", { reason: t(`words.no-contact.${reason}`), count }))
      .join(" · ");
  const besideOf = ({ bar, reasons, count }: OutreachFigures["bars"][number], left: number): string => {
    if (count === 0) return "";
    if (bar === "lately" && lastContactOn !== undefined)
      return t("outreach.last-contact", { day: format.shownDay(lastContactOn) });
    if (bar === "held-back" && row.heldBack !== undefined)
      return t("outreach.held-of", { all: left + count, percent: row.heldBack.percent });
    // where the bar has the name of its only reason, it says it already
    return bar === "left" || bar === "not-concerned" || reasons.some(({ reason }) => reason !== bar)
      ? reasonsText(reasons)
      : "";
  };
  // who has withdrawn since comes before the group that is held back was drawn: the bars go down in their order
  let left = group;
  const falling = bars
    .filter(({ bar, count }) => count > 0 || (bar !== "held-back" && bar !== "not-concerned"))
    .map((each) => {
      left -= each.count;
      return { ...each, left };
    });
  const lines = [
    ...falling.map((each) => ({
      key: each.bar as string,
      label: t(`words.not-told-bar.${each.bar}`),
      beside: besideOf(each, each.left),
      count: each.count,
      left: each.left,
      door: { tag: "bar", bar: each.bar } as OutreachDoor,
      isHeld: each.bar === "held-back",
    })),
    ...(since.count > 0
      ? [
          {
            key: "since",
            label: t("outreach.row-since"),
            beside: reasonsText(since.reasons),
            count: since.count,
            left: left - since.count,
            door: { tag: "since" } as OutreachDoor,
            isHeld: false,
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby={`${id}title`}>
      <div className="section-head">
        <h2 id={`${id}title`}>{t("outreach.from-to", { group, told })}</h2>
        <span className="meta">{t("outreach.once")}</span>
        <span className="meta push">
          {since.count > 0
            ? t("outreach.sum-since", { out, since: since.count, held, told, group })
            : t("outreach.sum", { out, held, told, group })}
        </span>
      </div>
      <Patterns id={id} />
      <table className={styles.fall} aria-labelledby={`${id}title`}>
        <colgroup>
          <col className={styles.label} />
          <col />
          <col className={styles.number} />
          <col className={styles.left} />
        </colgroup>
        <thead className="vh">
          <tr>
            <th scope="col">{t("outreach.head-step")}</th>
            <th scope="col">{t("outreach.head-picture")}</th>
            <th scope="col">{t("outreach.head-count")}</th>
            <th scope="col">{t("outreach.head-left")}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles.total}>
            <th scope="row">
              {t("outreach.row-group")}
              <small>
                {[from, isMade ? "" : t("outreach.as-of", { day: format.shownDay(day) })].filter(Boolean).join(" · ")}
              </small>
            </th>
            <td className={styles.bar}>
              <svg viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" aria-hidden>
                <rect className={styles.whole} x="0" y="9" width={group === 0 ? 0 : WIDTH} height="14" />
              </svg>
            </td>
            <td className="nums">
              <Door row={row} what={t("outreach.row-group")} count={group} door={{ tag: "group" }} />
            </td>
            <td />
          </tr>
          {lines.map(({ key, label, beside, count, left: rest, door, isHeld }) => (
            <tr key={key} className={classNames(count === 0 && styles.none)}>
              <th scope="row">
                {label}
                {beside !== "" && <small>{beside}</small>}
              </th>
              <td className={styles.bar}>
                <svg viewBox={`0 0 ${WIDTH} 32`} preserveAspectRatio="none" aria-hidden>
                  <line
                    className={styles.drop}
                    x1={(rest + count) * scale}
                    x2={(rest + count) * scale}
                    y1="-9"
                    y2="9"
                  />
                  <rect className={styles.thread} x="0" y="15" width={rest * scale} height="2" />
                  <rect
                    className={isHeld ? styles.c2 : styles.out}
                    x={rest * scale}
                    y="9"
                    width={count * scale}
                    height="14"
                  />
                  <rect
                    x={rest * scale}
                    y="9"
                    width={count * scale}
                    height="14"
                    fill={`url(#${id}${isHeld ? "dots" : "hatch"})`}
                  />
                </svg>
              </td>
              <td className="nums">
                <Door row={row} what={label} count={count} door={door} isTaken />
              </td>
              <td className={classNames("nums", styles.rest)}>{t("outreach.left", { count: rest })}</td>
            </tr>
          ))}
          <tr className={classNames(styles.total, styles.sum)}>
            <th scope="row">{t("outreach.row-told")}</th>
            <td className={styles.bar}>
              <svg viewBox={`0 0 ${WIDTH} 40`} preserveAspectRatio="none" aria-hidden>
                {partsOf(channels).map(({ channel, before, people }, place) => (
                  <g key={channel}>
                    <rect className={LOOKS[place]} x={before * scale} y="11" width={people * scale} height="18" />
                    {PATTERNS[place] !== undefined && (
                      <rect
                        x={before * scale}
                        y="11"
                        width={people * scale}
                        height="18"
                        fill={`url(#${id}${PATTERNS[place]})`}
                      />
                    )}
                  </g>
                ))}
              </svg>
            </td>
            <td className="nums">
              <Door row={row} what={t("outreach.row-told")} count={told} door={{ tag: "told" }} />
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      <p className={styles.keys}>
        {channels.map(({ channel, people, pieces }, place) =>
          people === 0 ? null : (
            <span key={channel} className={styles.swatch}>
              <svg viewBox="0 0 12 12" aria-hidden>
                <rect className={LOOKS[place]} width="12" height="12" />
                {PATTERNS[place] !== undefined && (
                  <rect width="12" height="12" fill={`url(#${id}${PATTERNS[place]})`} />
                )}
              </svg>
              <ChannelDoor row={row} channel={channel} people={people} pieces={pieces} />
            </span>
          ),
        )}
      </p>
    </section>
  );
}

const partsOf = (
  channels: OutreachFigures["channels"],
): readonly (OutreachFigures["channels"][number] & { readonly before: number })[] => {
  let before = 0;
  return channels.map((each) => {
    const part = { ...each, before };
    before += each.people;
    return part;
  });
};

interface DoorProps {
  readonly row: Row<"outreach">;
  readonly what: string;
  readonly count: number;
  readonly door: OutreachDoor;
  /** It goes off what is left. */
  readonly isTaken?: true;
}

function Door({ row, what, count, door, isTaken }: DoorProps) {
  const t = useT();
  const format = useFormat();
  const open = useDoors(row.id);
  return (
    <button
      type="button"
      className="link"
      disabled={count === 0}
      aria-label={t("outreach.door-of", { what, count })}
      onClick={() => open(door)}
    >
      {isTaken && count > 0 ? t("outreach.minus", { count }) : format.number(count)}
    </button>
  );
}

function ChannelDoor({
  row,
  channel,
  people,
  pieces,
}: Pick<DoorProps, "row"> & Pick<OutreachFigures["channels"][number], "channel" | "people" | "pieces">) {
  const t = useT();
  const open = useDoors(row.id);
  const name = t(`words.contact.${channel}`);
  return (
    <button type="button" className="link" onClick={() => open({ tag: "channel", channel })}>
      {people === pieces
        ? t("outreach.channel-people", { channel: name, people })
        : t("outreach.pieces", { channel: name, people, pieces, kind: channel })}
    </button>
  );
}

function Patterns({ id }: { id: string }) {
  return (
    <svg className="vh" aria-hidden>
      <defs>
        <pattern id={`${id}hatch`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path className={styles.pattern} d="M-1 7 7-1M-1 1 1-1M5 7 7 5" />
        </pattern>
        <pattern id={`${id}dots`} width="6" height="6" patternUnits="userSpaceOnUse">
          <circle className={styles.dot} cx="3" cy="3" r="1.2" />
        </pattern>
      </defs>
    </svg>
  );
}
