/** Who is at the desk when the window is opened again: never a colleague with a PIN who has not shown it. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { makePin } from "../../../../renderer/acts/staff-pin.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { resumeSession } from "../../../../renderer/features/staff/desk-session.ts";
import { windowLock as lock } from "../../../../renderer/platform/kept-lock.ts";
import { createTestServices } from "../../../support/desk-services.ts";

const pin = await makePin("2468", (length) => new Uint8Array(length).fill(7));
const closeWindow = (): void => sessionStorage.removeItem("reader-desk-window");

const asNew = (): void => {
  closeWindow();
  lock.keep(false);
};
// other files have windows too
beforeEach(asNew);
afterEach(asNew);

/** A desk whose host has somebody at it, or was just started. */
async function openDesk(present: string | null) {
  const { db, host, writer, testHost } = await createTestServices();
  await writer.run("test", [
    create("staff", "chen", { name: "陈雨桐", pin }),
    create("staff", "he", { name: "何卫东" }),
  ]);
  if (present !== null) await host("session.enter", { staff: present });
  return {
    begin: (last: string) => resumeSession({ host, db, lock }, last),
    present: async () => await host("session.state", {}),
    host: testHost,
  };
}

it("asks a colleague with a PIN for it in a window that is opened again, and not where its page is loaded again", async () => {
  const desk = await openDesk("chen");
  await desk.begin("chen");
  expect(lock.isLocked()).toBe(true);
  // she shows it
  lock.keep(false);
  await desk.begin("chen");
  expect(lock.isLocked()).toBe(false);
  closeWindow();
  await desk.begin("chen");
  expect(lock.isLocked()).toBe(true);
});

it("asks nobody without a PIN, and tells the host who it is", async () => {
  const desk = await openDesk(null);
  await desk.begin("he");
  closeWindow();
  await desk.begin("he");
  expect(lock.isLocked()).toBe(false);
  expect(await desk.present()).toEqual({ ok: true, value: { staff: "he" } });
});

it("asks for the PIN after the host was started anew too, in whichever window", async () => {
  const desk = await openDesk(null);
  lock.isSameWindow();
  await desk.begin("chen");
  expect(lock.isLocked()).toBe(true);
  expect(await desk.present()).toEqual({ ok: true, value: { staff: null } });
});

it("asks for the PIN where the host does not tell who is there, and nobody without one", async () => {
  const desk = await openDesk("chen");
  lock.isSameWindow();
  desk.host.away = true;
  await desk.begin("he");
  expect(lock.isLocked()).toBe(false);
  await desk.begin("chen");
  expect(lock.isLocked()).toBe(true);
});

it("asks who is there where nobody was chosen and an administrator has a PIN, as at a desk that has joined", async () => {
  const { db, host, writer } = await createTestServices();
  const begin = () => resumeSession({ host, db, lock }, undefined);
  await begin();
  await writer.run("test", [create("staff", "chen", { name: "陈雨桐", pin })]);
  await begin();
  expect(lock.isLocked()).toBe(false);
  await writer.run("test", [create("staff", "he", { name: "何卫东", role: "admin", pin })]);
  await begin();
  expect(lock.isLocked()).toBe(true);
});
