import { expect, test } from "vitest";
import { createPageCommands } from "../../../../electron/windows/page-commands.ts";

const createPage = (): { sent: string[]; send: (channel: string, command: string) => void } => {
  const sent: string[] = [];
  return { sent, send: (_channel, command) => sent.push(command) };
};

test("a command waits until the page has shown its list, and is sent once", () => {
  const commands = createPageCommands();
  const page = createPage();
  commands.send("sync.now");
  commands.pageReady(page);
  commands.pageReady(page);
  commands.send("desk.log");
  expect(page.sent).toEqual(["sync.now", "desk.log"]);
});

test("a command for a closed window waits for the next one", () => {
  const commands = createPageCommands();
  const [first, second] = [createPage(), createPage()];
  commands.pageReady(first);
  commands.pageGone();
  commands.send("sync.now");
  commands.pageReady(second);
  expect([first.sent, second.sent]).toEqual([[], ["sync.now"]]);
});
