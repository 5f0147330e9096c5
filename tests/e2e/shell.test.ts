/** The desk opens in whichever shell can run here; the page is the same, and so is its policy. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../electron/driver.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test("the page comes up and meets no error", async () => {
  await expect.poll(() => desk.page.title(), { timeout: 20_000 }).toContain("Reader Desk");
  await desk.page.getByRole("button").first().waitFor({ timeout: 20_000 });
  expect(desk.problems).toEqual([]);
});

test("the bridge is there in Electron and nowhere else", async () => {
  const bridge = await desk.page.evaluate(() => Object.keys(Object(Reflect.get(globalThis, "readerDesk"))).sort());
  expect(bridge).toEqual(desk.driver === "electron" ? ["call", "onMenu"] : []);
});

test("text never becomes code, and nothing is fetched from elsewhere", async () => {
  const refused = await desk.page.evaluate(async () => {
    const outcomes = { html: "let through", foreign: "let through" };
    try {
      document.createElement("div").innerHTML = "<img>";
    } catch {
      outcomes.html = "refused";
    }
    // without a network a fetch fails anyway: the policy itself must have refused it
    const violated = new Promise<void>((resolve) => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
        if (violatedDirective === "connect-src") resolve();
      });
    });
    await fetch("https://example.org/").catch(() => undefined);
    await violated;
    outcomes.foreign = "refused";
    return outcomes;
  });
  expect(refused).toEqual({ html: "refused", foreign: "refused" });
});
