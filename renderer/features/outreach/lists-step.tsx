/** The lists of an outreach once they are made: how it stands with everybody, and the way to work them. */
import { MessageCircle, Phone } from "lucide-react";
import { useLocation } from "wouter";
import { CALL_STATES } from "#shared/outreach/call-state.ts";
import type { Row } from "../../db/database.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { CopyGroupText } from "./copy-group-text.tsx";
import { WrittenChannels } from "./files/written-channels.tsx";
import styles from "./outreach.module.css";
import { useDoors } from "./use-doors.ts";

export function ListsStep({ row, figures }: { row: Row<"outreach">; figures: OutreachFigures }) {
  const t = useT();
  const format = useFormat();
  const [, navigate] = useLocation();
  const open = useDoors(row.id);
  if (row.madeAt === undefined) return <EmptyState>{t("outreach.lists-first")}</EmptyState>;
  const calls = figures.channels.find(({ channel }) => channel === "phone")?.people ?? 0;
  return (
    <div className={styles.form}>
      <section aria-label={t("outreach.states")}>
        <div className="section-head">
          <h2>{t("outreach.states")}</h2>
          <span className="meta">{t("outreach.states-hint")}</span>
        </div>
        <ul className="list">
          {CALL_STATES.filter((state) => figures.states[state] > 0).map((state) => {
            const name = t(`words.call-state.${state}`);
            const count = figures.states[state];
            return (
              <li key={state} className="line">
                <span className="grow">{name}</span>
                <button
                  type="button"
                  className="link nums"
                  aria-label={t("outreach.door-of", { what: name, count })}
                  onClick={() => open({ tag: "state", state })}
                >
                  {format.number(count)}
                </button>
              </li>
            );
          })}
        </ul>
      </section>
      <div className="stack">
        <div className="section-head">
          <h2>{t("outreach.step-lists")}</h2>
        </div>
        {calls > 0 && (
          <p>
            <Button icon={Phone} kind="primary" onClick={() => navigate(`/outreach/${row.id}/calls`)}>
              {t("outreach.to-calls")}
            </Button>
          </p>
        )}
        {figures.channels
          .filter(({ channel }) => channel === "wechat" || channel === "line")
          .map(({ channel, people }) => (
            <p key={channel} className="row row-wrap">
              {people > 0 && (
                <Button icon={MessageCircle} onClick={() => navigate(`/outreach/${row.id}/calls?channel=${channel}`)}>
                  {t("outreach.to-messages", { channel: t(`words.contact.${channel}`), count: people })}
                </Button>
              )}
              <CopyGroupText row={row} channel={channel} />
            </p>
          ))}
        <WrittenChannels row={row} channels={figures.channels} />
      </div>
    </div>
  );
}
