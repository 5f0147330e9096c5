/**
 * How the desk looks with a regular served, drawn by the desk's own classes and words. Nothing in it can be pressed or
 * heard. What was said and to whom stands in messages of several lines, a line for each row.
 */
import {
  BookMarked,
  CalendarClock,
  ChartColumn,
  Check,
  CircleHelp,
  Clock,
  DoorOpen,
  Hand,
  type LucideIcon,
  MessageSquareText,
  RefreshCw,
  ScanBarcode,
  Settings,
  UserRoundCheck,
  Users,
} from "lucide-react";
import { PURPOSES } from "#shared/model/purpose.ts";
import { presetKey } from "#shared/model/settings/quick-log-presets.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";

const RAIL: readonly (readonly [LucideIcon, MessageId])[] = [
  [ScanBarcode, "frame.module-desk"],
  [Users, "frame.module-readers"],
  [MessageSquareText, "frame.module-opinions"],
  [ChartColumn, "frame.module-statistics"],
];
const RAIL_FOOT: readonly (readonly [LucideIcon, MessageId])[] = [
  [RefreshCw, "frame.module-sync"],
  [Settings, "frame.module-settings"],
];
const ALERTS: readonly (readonly [tone: string, LucideIcon])[] = [
  ["alert-danger", BookMarked],
  ["alert-warn", CalendarClock],
  ["alert-info", Hand],
];
/** The key that the second scene presses. */
const PRESSED = "equipment";
const HOURS = [9, 10, 11, 12, 13, 14, 15];
/** Of the ten keys, by hour. */
const TALLY = [
  [5, 4, 6, 3, 1, 4, 2],
  [2, 3, 4, 1, 0, 2, 3],
  [2, 3, 2, 1, 1, 2, 2],
  [1, 0, 2, 0, 0, 1, 1],
  [1, 2, 2, 1, 0, 3, 0],
  [0, 1, 1, 0, 0, 1, 1],
  [0, 0, 1, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 1, 0],
  [0, 1, 0, 0, 0, 0, 0],
  [1, 0, 0, 0, 0, 1, 0],
] as const;

const shadeOf = (count: number): string => `h${Math.min(4, count)}`;

/** @param scene 0 after a scan, 1 after a log, 2 after taking it back */
export function DeskPicture({ scene }: { scene: number }) {
  const t = useT();
  const lines = useLines();
  const hasLog = scene === 1;
  const who = t("first-run.pic-masked");
  const kind = t(`desk.purpose.${PRESSED}`);
  const channel = t("desk.channel.desk");
  return (
    <div className="app">
      <nav className="rail">
        {[RAIL, RAIL_FOOT].map((places) => (
          <ul key={places.length}>
            {places.map(([icon, label], index) => (
              <li key={label}>
                {/* biome-ignore lint/a11y/useValidAnchor: drawn only, so that it looks as the rail does */}
                <a aria-current={places === RAIL && index === 0 ? "page" : undefined}>
                  <Icon icon={icon} size={20} />
                  {t(label)}
                </a>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <header className="top">
        <div className="scan">
          <Icon icon={ScanBarcode} size={20} />
          <input readOnly placeholder={t("desk.scan-hint")} />
          <span className="pill pill-ok scan-state">
            <Icon icon={Check} />
            {t("desk.scan-found")}
          </span>
        </div>
        <span className="whose">
          <Icon icon={UserRoundCheck} />
          {t("desk.whose", { name: who })}
        </span>
        <span className="btn btn-quiet">
          <Icon icon={DoorOpen} />
          {channel}
          <Kbd keys="F12" />
        </span>
        <span className="btn btn-quiet push">
          {t("frame.palette-open")}
          <Kbd keys="Ctrl+K" />
        </span>
        <Icon icon={CircleHelp} size={20} />
      </header>
      <div className="work desk">
        <section className="presets">
          <h2>
            {t("desk.quick-log")}
            <br />
            <Kbd keys="Alt" />
          </h2>
          <ol>
            {PURPOSES.map((purpose, index) => (
              <li key={purpose}>
                <span className={classNames("preset", hasLog && purpose === PRESSED && "preset-last")}>
                  <Kbd keys={presetKey(index)} />
                  {t(`desk.purpose.${purpose}`)}
                </span>
              </li>
            ))}
          </ol>
        </section>
        <div className="centre">
          <Card hasLog={hasLog} />
          <div className="dock">
            {hasLog && (
              <div className="toast" data-tone="done">
                <b>{t("first-run.pic-logged", { kind, name: who })}</b>
                <span className="grow clip">{t("desk.logged-detail", { channel, minutes: 4 })}</span>
                <span className="btn">
                  {t("desk.add-note")}
                  <Kbd keys="F4" />
                </span>
                <span className="btn btn-undo">
                  {t("acts.undo")}
                  <Kbd keys="Ctrl+Z" />
                </span>
              </div>
            )}
            {scene === 2 && (
              <div className="toast" data-tone="done">
                <b>{t("first-run.pic-undone")}</b>
              </div>
            )}
          </div>
          <div className="queue">
            <h2>{t("desk.session")}</h2>
            <ol>
              {[who, ...lines("first-run.pic-session")].map((line, index) => (
                <li key={line}>
                  <span className="queue-item" aria-current={index === 0 || undefined}>
                    {line}
                  </span>
                </li>
              ))}
            </ol>
          </div>
        </div>
        <aside className="pane scroll">
          <section className="todo">
            {" "}
            <Head count={3}>{t("desk.due-today")}</Head>
            <ul className="list">
              {lines("first-run.pic-tasks").map((line) => {
                const [text, due] = line.split(" / ");
                return (
                  <li key={line} className="line">
                    <input className="check" type="checkbox" readOnly checked={false} />
                    {/* biome-ignore lint/a11y/noLabelWithoutControl: drawn only */}
                    <label className="grow">
                      {text}
                      <small>
                        <span className="due-mark">
                          <Icon icon={Clock} />
                          {due}
                        </span>
                      </small>
                    </label>
                  </li>
                );
              })}
            </ul>
          </section>
          <section>
            {" "}
            <Head>{t("desk.logged-today")}</Head>
            <Heat hasLog={hasLog} />
          </section>
        </aside>
      </div>
      <footer className="status">
        {lines("first-run.pic-status").map((line, index) => (
          <span key={line} className={index === 2 ? "push" : undefined}>
            {line}
          </span>
        ))}
      </footer>
    </div>
  );
}

function useLines(): (id: MessageId) => readonly string[] {
  const t = useT();
  return (id) => t(id).split("\n");
}

function Card({ hasLog }: { hasLog: boolean }) {
  const t = useT();
  const lines = useLines();
  const [name = "", reading = ""] = lines("first-run.pic-name");
  return (
    <article className="reader-card scroll">
      <header className="who">
        <h1>
          {name}
          <span className="reading">{reading}</span>
        </h1>
        <span className="pill pill-ok">
          <Icon icon={Check} />
          {t("desk.card-valid")}
        </span>
      </header>
      <div className="who-facts">
        {lines("first-run.pic-facts").map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </div>
      <ul className="alerts">
        {lines("first-run.pic-alerts").map((line, index) => {
          const [tone = "", icon = Hand] = ALERTS[index] ?? [];
          const [title, text] = line.split(" / ");
          return (
            <li key={line} className={`alert ${tone}`}>
              <Icon icon={icon} />
              <b>{title}</b>
              <span className="grow">{text}</span>
            </li>
          );
        })}
      </ul>
      <div className="card-cols">
        <section className="records">
          <Head>{t("desk.last-records")}</Head>
          <ul className="list">
            {hasLog && <Record parts={[t("desk.just-now"), t(`desk.purpose.${PRESSED}`), t("first-run.pic-said")]} />}
            {lines("first-run.pic-records").map((line) => (
              <Record key={line} parts={line.split(" / ")} />
            ))}
          </ul>
        </section>
        <div className="open-work">
          <Head count={2}>{t("desk.open-opinions")}</Head>
          <ul className="list">
            {lines("first-run.pic-opinions").map((line) => (
              <Open key={line}>{line}</Open>
            ))}
          </ul>
          <Head count={1}>{t("desk.promises")}</Head>
          <ul className="list">
            <Open>{t("first-run.pic-promise")}</Open>
          </ul>
        </div>
      </div>
    </article>
  );
}

function Heat({ hasLog }: { hasLog: boolean }) {
  const t = useT();
  return (
    <table className="heat">
      <thead>
        <tr>
          <th />
          {HOURS.map((hour) => (
            <th key={hour}>{hour}</th>
          ))}
          <th className="sum">{t("desk.sum")}</th>
        </tr>
      </thead>
      <tbody>
        {PURPOSES.map((purpose, row) => {
          const counts = (TALLY[row] ?? []).map((count, at) =>
            hasLog && purpose === PRESSED && at === HOURS.length - 1 ? count + 1 : count,
          );
          return (
            <tr key={purpose}>
              <th className="clip">{t(`desk.purpose.${purpose}`)}</th>
              {counts.map((count, at) => (
                <td key={HOURS[at]} className={shadeOf(count)}>
                  {count === 0 ? "·" : count}
                </td>
              ))}
              <td className="sum">{counts.reduce((sum, count) => sum + count, 0)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Head({ children, count }: { children: string; count?: number }) {
  return (
    <div className="section-head">
      <h2>
        {children} {count !== undefined && <span className="count">{count}</span>}
      </h2>
    </div>
  );
}

/** A service record: when, what, and what was said. */
function Record({ parts: [when, what, said] }: { parts: readonly string[] }) {
  return (
    <li className="line">
      <time>{when}</time>
      <Icon icon={DoorOpen} />
      <b className="nowrap">{what}</b>
      <span className="clip">{said}</span>
    </li>
  );
}

const Open = ({ children }: { children: string }) => (
  <li className="line">
    <span className="grow clip">{children}</span>
  </li>
);
