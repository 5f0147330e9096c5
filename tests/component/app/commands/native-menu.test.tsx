import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import type { CallArgs, Host } from "#shared/host/contract.ts";
import { useNativeMenu } from "../../../../renderer/app/commands/native-menu.ts";
import type { DeskCommand } from "../../../../renderer/platform/command.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const PRINT: DeskCommand = {
  id: "file.print",
  label: "commands.print",
  section: "file",
  keys: ["Ctrl+P"],
  run: () => undefined,
};
const HELP: DeskCommand = { id: "help.keys", label: "commands.help", section: "help", run: () => undefined };

/** Goes on to the next list at each press. */
function Menus({ lists }: { readonly lists: readonly (readonly DeskCommand[])[] }) {
  const [at, setAt] = useState(0);
  useNativeMenu(lists[at] ?? [], false);
  return (
    <button type="button" onClick={() => setAt(at + 1)}>
      next
    </button>
  );
}

/** What the menus were, in the order in which they were sent. */
async function sentIn(shell: "electron" | "browser"): Promise<readonly CallArgs<"menu.set">[]> {
  const services = await createTestServices({ shell });
  const sent: CallArgs<"menu.set">[] = [];
  const host = (async (name: string, args: unknown) => {
    if (name !== "menu.set") return services.host(name as never, args as never);
    sent.push(args as CallArgs<"menu.set">); // the contract's argument
    return { ok: true, value: null };
  }) as Host; // passes all other calls on
  await renderWithServices(<Menus lists={[[PRINT], [{ ...PRINT }], [{ ...PRINT }, HELP]]} />, {
    services: { ...services, host },
  });
  return sent;
}

const next = () => userEvent.click(screen.getByRole("button"));

it("is sent once in Electron, again when the list has changed, and not for a list made anew with the same words", async () => {
  const sent = await sentIn("electron");
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.menus.flatMap(({ items }) => items.map(({ command, keys }) => [command, keys]))).toEqual([
    ["file.print", "Ctrl+P"],
  ]);
  await next();
  await next();
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.menus.flatMap(({ items }) => items.map(({ command }) => command))).toEqual([
    "file.print",
    "help.keys",
  ]);
});

it("is not sent in a browser window", async () => {
  const sent = await sentIn("browser");
  await next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sent).toEqual([]);
});
