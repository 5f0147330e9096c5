/**
 * Two desks that did not know of each other have answered one opinion: nobody's words are lost, each stands with who
 * wrote it and when, until somebody decides which one the reader gets.
 */
import { Link } from "wouter";
import type { House } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Pill } from "../../ui/pill.tsx";
import { useAnswersApart } from "./opinion-queries.ts";

export function BothAnswers({ opinion, house }: { readonly opinion: string; readonly house: House }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const answers = useAnswersApart(opinion);
  if (answers.length === 0) return null;
  return (
    <section className="alert alert-warn" aria-labelledby="both-answers">
      <div className="grow stack">
        <b id="both-answers">{t("opinions.both-answered", { count: answers.length })}</b>
        <ul className="list">
          {answers.map(({ text, by, at, isShown }) => (
            <li key={`${at} ${text}`} className="line">
              <span className="meta nowrap">
                {[by === undefined ? undefined : house.staff.get(by), format.moment(at, now)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <span className="grow">{text === "" ? t("opinions.answer-emptied") : text}</span>
              {isShown && <Pill tone="line">{t("opinions.answer-shown")}</Pill>}
            </li>
          ))}
        </ul>
        <Link href="/sync">{t("opinions.decide-answer")}</Link>
      </div>
    </section>
  );
}
