/** The export stands where people look for it: in the list of readers, in the menu, and in the palette. */
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it, onTestFinished } from "vitest";
import type { CallArgs, Host } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { App } from "../../../renderer/app/app.tsx";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import type { Language } from "../../../renderer/i18n/locale.ts";
import "../../../renderer/styles/index.css";
import { createTestServices } from "../../support/desk-services.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { workerInPage } from "../../support/worker-in-page.ts";

const LANGUAGES = [
  ["zh-CN", "导出…", "导出", "文件(&F)"],
  ["zh-TW", "匯出…", "匯出", "檔案(&F)"],
  ["en", "Export…", "Export", "&File"],
] as const;

/** @returns the menus that were sent last, and what chooses an item of them */
async function openApp(language: Language) {
  const heard = new Set<(command: string) => void>();
  const onMenu = (listener: (command: string) => void): (() => void) => {
    heard.add(listener);
    return () => void heard.delete(listener);
  };
  Reflect.set(globalThis, "readerDesk", { onMenu });
  onTestFinished(() => void Reflect.deleteProperty(globalThis, "readerDesk"));
  const services = await createTestServices({ shell: "electron" });
  let bar: CallArgs<"menu.set"> | null = null;
  const host = (async (name: string, args: unknown) => {
    if (name !== "menu.set") return services.host(name as never, args as never);
    bar = args as CallArgs<"menu.set">; // the contract's argument
    return ok(null);
  }) as Host; // passes all other calls on
  const i18n = await createI18n(language);
  render(<App services={{ ...services, host, ...workerInPage(services) }} acts={services.acts} i18n={i18n} />);
  await waitFor(() => expect(document.querySelector(".rail")).not.toBeNull());
  return {
    menus: async () => await waitFor(() => bar?.menus ?? expect.fail("no menus yet")),
    choose: (command: string) => {
      for (const hear of heard) hear(command);
    },
  };
}

it.each(proofDraw(LANGUAGES))(
  "the list of readers, the menu and the palette lead to it, in %s",
  async (language, entry, title, file) => {
    const { menus, choose } = await openApp(language);
    const arrived = () => screen.findByRole("heading", { level: 1, name: title });
    const away = async () => {
      await userEvent.keyboard("{Control>}[Comma]{/Control}");
      await waitFor(() => expect(screen.queryByRole("heading", { level: 1, name: title })).toBeNull());
    };

    await userEvent.keyboard("{Control>}[Digit2]{/Control}");
    await userEvent.click(await screen.findByRole("button", { name: entry }));
    await arrived();
    await away();

    const item = (await menus()).find(({ label }) => label === file)?.items.find(({ label }) => label === entry);
    choose(item?.command ?? "");
    await arrived();
    await away();

    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByRole("combobox", { name: /./ }), title);
    await screen.findByRole("option", { name: new RegExp(entry) });
    await userEvent.keyboard("{Enter}");
    await arrived();
  },
);
