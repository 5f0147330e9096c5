/**
 * The guide: what a librarian wants to do, task by task, in the words and keys of the screens. A search narrows it to
 * the tasks that speak of something, and what is shown is what is printed.
 */
import { Keyboard, Printer, Search } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useRunCommand } from "../../desk-services/run-command.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useWayBack } from "../../desk-services/way-back.ts";
import { useRich, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { keyLabel } from "../../ui/keyboard.ts";
import { TextInput } from "../../ui/text-input.tsx";
import styles from "./guide.module.css";
import { findTasks } from "./guide-search.ts";
import { GUIDE_TASKS, type GuideStep, type GuideTask } from "./guide-tasks.ts";

export function GuideScreen() {
  const t = useT();
  const run = useRunCommand();
  const wayBack = useWayBack();
  const [text, setText] = useState("");
  const head = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => takeFocus(head.current, "search"), []);
  const close = useCallback(() => wayBack(null), [wayBack]);
  const isSearching = text !== "";
  useScreenCommands(
    useMemo(
      () => [
        {
          id: "guide.close",
          label: "words.way-back",
          section: "view",
          keys: ["Esc"],
          // out of the search box too, which empties itself first
          inFields: true,
          isAt: (pressed) => !(isSearching && pressed instanceof HTMLInputElement),
          run: close,
        },
      ],
      [close, isSearching],
    ),
  );
  const found = findTasks(GUIDE_TASKS, text, t);
  const show = (id: string): void => {
    const title = body.current?.querySelector<HTMLElement>(`#guide-${id}`);
    title?.scrollIntoView({ block: "start" });
    title?.focus({ preventScroll: true });
  };
  return (
    <main id="main" className={`work ${styles.guide}`}>
      <header ref={head} className={`page-head ${styles.head}`}>
        <h1>{t("commands.guide")}</h1>
        <search className="settings-search row">
          <Icon icon={Search} />
          <TextInput
            type="search"
            aria-label={t("guide.search")}
            placeholder={t("guide.search")}
            defaultValue=""
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </search>
        <Button icon={Keyboard} keys="Ctrl+/" onClick={() => run("help.keys")}>
          {t("commands.help")}
        </Button>
        <Button icon={Printer} keys="Ctrl+P" onClick={() => window.print()}>
          {t("guide.print")}
        </Button>
        <Button keys="Esc" onClick={close}>
          {t("words.way-back")}
        </Button>
      </header>
      <nav className={`scroll no-print ${styles.list}`} aria-label={t("guide.tasks")}>
        <ol>
          {found.map(({ id, title }) => (
            <li key={id}>
              <button type="button" onClick={() => show(id)}>
                {t(title)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div ref={body} className={`scroll ${styles.body}`}>
        {found.length === 0 && <EmptyState>{t("guide.nothing")}</EmptyState>}
        {found.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </div>
    </main>
  );
}

function Task({ task: { id, title, when, steps } }: { task: GuideTask }) {
  const t = useT();
  return (
    <section className={styles.task} aria-labelledby={`guide-${id}`}>
      <h2 id={`guide-${id}`} tabIndex={-1}>
        {t(title)}
      </h2>
      <p className="soft">{t(when)}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.says}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { says, names, keys } }: { step: GuideStep }) {
  const t = useT();
  const rich = useRich();
  return rich(says, {
    ...Object.fromEntries(Object.entries(names).map(([place, id]) => [place, <b key={place}>{t(id)}</b>])),
    ...Object.fromEntries(Object.entries(keys).map(([place, key]) => [place, <kbd key={place}>{keyLabel(key)}</kbd>])),
  });
}
