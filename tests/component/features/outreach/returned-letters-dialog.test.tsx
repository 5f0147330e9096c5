import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { letterCode, recipientsOfCode } from "#shared/outreach/paper/letter-code.ts";
import {
  type ReturnedLetter,
  ReturnedLettersDialog,
} from "../../../../renderer/features/outreach/files/returned-letters-dialog.tsx";
import { offerScan } from "../../../../renderer/ui/hooks/use-scans-inside.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const letters: readonly ReturnedLetter[] = [
  { id: "a", name: "王*" },
  { id: "b", name: "李*" },
];

it("marks each letter that is scanned or typed once, and says what no letter is", async () => {
  const marked: string[] = [];
  let keeps = true;
  await renderWithServices(
    <ReturnedLettersDialog
      onClose={() => undefined}
      find={async (code) => recipientsOfCode(code, letters)}
      mark={async ({ id }) => {
        if (keeps) marked.push(id);
        return keeps;
      }}
    />,
  );
  const field = await screen.findByLabelText("退信上的条码");
  expect(await findAxeFaults(document.body)).toEqual([]);
  const scan = (code: string) => act(async () => expect(offerScan(field, code, true)).toBe(true));
  await scan(letterCode("a"));
  await scan(letterCode("a"));
  keeps = false;
  await scan(letterCode("b"));
  keeps = true;
  await userEvent.type(field, `${letterCode("b").replace(/^9/, "９")}{Enter}`);
  await scan(letterCode("of another desk"));
  await scan("002104178899");
  await act(async () => expect(offerScan(field, "99471", false)).toBe(true));
  const lines = within(screen.getByRole("list")).getAllByRole("listitem");
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    "99471：没有扫完整，什么也没有改。请再扫一次",
    "002104178899：不是退信条码，什么也没有改",
    `${letterCode("of another desk")}：这台电脑上没有这封信。也许是别的馆寄的，同步以后再扫`,
    "李*：地址已标为失效",
    "李*：没能记下，请再扫一次",
    "王*：这封刚才扫过了",
    "王*：地址已标为失效",
  ]);
  expect(marked).toEqual(["a", "b"]);
  expect(screen.getByText("2 封已登记")).toBeTruthy();
});
