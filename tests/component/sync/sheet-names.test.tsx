/**
 * The sheets for what is lost, against the screens: whatever they tell a person to press or look at stands there under
 * that name.
 */
import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { SyncStop } from "#shared/replication/exchange/sync-report.ts";
import { WelcomeStep } from "../../../renderer/features/first-run/welcome-step.tsx";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { SHEETS } from "../../../renderer/features/sync/sheets/sheet-steps.ts";
import { SHEET_IDS } from "../../../renderer/features/sync/sheets/sheet-titles.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import { LOCALES } from "../../../renderer/i18n/locale.ts";
import type { MessageId } from "../../../renderer/i18n/message-id.ts";
import { proofTest } from "../../support/proof-scale.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { entry, openBackups } from "../features/backups/open-backups.tsx";
import { CHILDREN, device, NOON, OWN, openSync, reportOf, type TestRunner } from "./open-sync.tsx";

const STEPS = SHEET_IDS.flatMap((sheet) => SHEETS[sheet].steps);
const LOST = "流动书车";

/** What can be pressed, heads a part of a screen or says how something stands; without its key and its count. */
function standing(): readonly (readonly [text: string, element: HTMLElement])[] {
  return [
    ...document.querySelectorAll<HTMLElement>("button, button strong, button b, [role=menuitem], h1, h2, b, .pill"),
  ].map((element) => {
    const copy = element.cloneNode(true) as HTMLElement; // of the same kind
    for (const part of copy.querySelectorAll("kbd, .count")) part.remove();
    return [(copy.textContent ?? "").trim(), element];
  });
}

async function exchange(runner: TestRunner, report: Parameters<TestRunner["finish"]>[0]): Promise<void> {
  const before = runner.started;
  await userEvent.keyboard("{Escape}{F9}");
  await waitFor(() => expect(runner.started).toBe(before + 1));
  runner.finish(report);
}

const stopped = (stop: SyncStop) => ({ outcome: { tag: "stopped", step: "look", stop } }) as const;

for (const language of LOCALES)
  proofTest(`the sheets name in ${language} only what stands on the screens`, async () => {
    const { t } = await createI18n(language);
    const seen = new Set<MessageId>();
    const shows = async (...ids: readonly MessageId[]): Promise<void> => {
      for (const id of ids) {
        await waitFor(() => expect(standing().map(([text]) => text)).toContain(t(id)));
        seen.add(id);
      }
    };
    const press = async (id: MessageId): Promise<void> => {
      const button = standing().find(([text, element]) => text === t(id) && element.matches("button, [role=menuitem]"));
      expect(button, id).toBeDefined();
      await userEvent.click(button?.[1] ?? document.body);
    };
    const devices = [device(OWN, "一楼服务台", NOON, { own: true }), device(CHILDREN, LOST, NOON)];

    const { runner } = await openSync({
      settings: { language },
      shell: "electron",
      prepare: ({ db }) => addToSyncLog(db, { report: reportOf({ devices }), folder: "x" }),
    });
    await shows(
      "centre.title",
      "sync.folder",
      "sync.code-open",
      "sync.now",
      "centre.devices",
      "sync.sheet-lost-computer",
      "centre.folder-change",
    );
    await press("centre.folder-change");
    await shows("centre.folder-use", "centre.folder-browse");
    await userEvent.keyboard("{Escape}");
    await press("sync.code-open");
    await shows("centre.print", "centre.new-code");
    await press("centre.new-code");
    await shows("centre.new-code-do");
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await screen.findByRole("button", { name: t("centre.device-acts", { name: LOST }) }));
    await shows("centre.out-remove");
    await press("centre.out-remove");
    await shows("centre.out-removed-do");
    await userEvent.keyboard("{Escape}");
    await exchange(runner, { devices });
    await shows("sync.done");
    await exchange(runner, { devices, outcome: { tag: "nothing-new" } });
    await shows("sync.nothing-new");
    await exchange(runner, stopped({ tag: "removed", at: NOON, no: 7 }));
    await shows("notices.do-rejoin");
    await exchange(runner, { warnings: [{ tag: "new-stream", stream: CHILDREN, from: OWN, entries: 3 }] });
    await shows("notices.do-reopen");
    cleanup();

    for (const [fault, stop, button] of [
      ["empty-folder", "empty-folder", "notices.do-prepare"],
      ["marker-lost", "marker-lost", "notices.do-rebuild"],
    ] as const) {
      const opened = await openSync({ settings: { language }, fault: { tag: fault } });
      await exchange(opened.runner, stopped({ tag: stop }));
      await shows(button);
      cleanup();
    }

    await openBackups({ language, places: { here: [entry("b1", { state: "other-code" })] } });
    await shows("backup.open", "backup.now", "backup.state-other-code");
    cleanup();

    await renderWithServices(<WelcomeStep onChoose={() => undefined} onTrial={async () => null} />, { language });
    await shows("centre.join-library");

    const named = new Set(STEPS.flatMap(({ names }) => Object.values(names)));
    expect([...named].filter((id) => !seen.has(id))).toEqual([]);
  });

it.each(LOCALES)(
  "the sheets put in quotation marks in %s nothing but those names, and the dots of a menu",
  async (language) => {
    const { t } = await createI18n(language);
    for (const { says, names } of STEPS) {
      const said = t(says, Object.fromEntries(Object.keys(names).map((place) => [place, `<${place}>`])));
      const quoted = [...said.matchAll(/[“「"]([^”」"]*)[”」"]/g)].map(([, text]) => text);
      expect([says, [...new Set(quoted.filter((text) => text !== "⋯"))].sort()]).toEqual([
        says,
        Object.keys(names)
          .map((place) => `<${place}>`)
          .sort(),
      ]);
    }
  },
);
