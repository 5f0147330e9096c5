import { describe, expect, it } from "vitest";
import { createDeviceSettings } from "../../../../renderer/desk-services/device-settings.ts";
import type { Host } from "../../../../shared/host/contract.ts";
import type { DeviceSettings } from "../../../../shared/host/device-calls.ts";
import { err, ok } from "../../../../shared/kernel/result.ts";

/** A host that answers when the test says, in the order that it says. */
function lateHost(onDisk: DeviceSettings) {
  const calls: { readonly changes: DeviceSettings; readonly answer: (answer: unknown) => void }[] = [];
  let disk = onDisk;
  const host = ((_name: string, changes: DeviceSettings) =>
    new Promise((answer) => calls.push({ changes, answer }))) as unknown as Host; // the one call that the settings make
  const settle = async (which: number, isWritten: boolean): Promise<void> => {
    const call = calls[which];
    if (isWritten) disk = { ...disk, ...call?.changes };
    call?.answer(isWritten ? ok(disk) : err({ tag: "host-away" }));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { settings: createDeviceSettings(host, onDisk), settle };
}

describe("this computer's settings", () => {
  it("show a write at once and go back when it fails", async () => {
    const { settings, settle } = lateHost({ zoom: 1 });
    const written = settings.update({ zoom: 1.5 });
    expect(settings.getState().zoom).toBe(1.5);
    await settle(0, false);
    expect((await written).ok).toBe(false);
    expect(settings.getState().zoom).toBe(1);
  });

  it("keep what was written after a write that fails", async () => {
    const { settings, settle } = lateHost({ zoom: 1, singleKeys: true });
    const writes = [settings.update({ zoom: 1.5 }), settings.update({ singleKeys: false })];
    await settle(1, true);
    await settle(0, false);
    await Promise.all(writes);
    expect(settings.getState()).toEqual({ zoom: 1, singleKeys: false });
  });

  it("keep the newer value of one setting when the older write answers last", async () => {
    const { settings, settle } = lateHost({ zoom: 1 });
    const writes = [settings.update({ zoom: 1.25 }), settings.update({ zoom: 1.5 })];
    await settle(0, true);
    expect(settings.getState().zoom).toBe(1.5);
    await settle(1, true);
    await Promise.all(writes);
    expect(settings.getState().zoom).toBe(1.5);
  });

  it("go back to what stands on the disk, not to what another failed write had shown", async () => {
    const { settings, settle } = lateHost({ zoom: 1 });
    const writes = [settings.update({ zoom: 1.25 }), settings.update({ zoom: 1.5 })];
    await settle(0, false);
    expect(settings.getState().zoom).toBe(1.5);
    await settle(1, false);
    await Promise.all(writes);
    expect(settings.getState().zoom).toBe(1);
  });

  it("keep the folder that the host has taken over meanwhile", async () => {
    const { settings, settle } = lateHost({ zoom: 1, sharePath: "/old" });
    const written = settings.update({ zoom: 1.5 });
    settings.adopt({ sharePath: "/new" });
    await settle(0, true);
    await written;
    expect(settings.getState()).toEqual({ zoom: 1.5, sharePath: "/new" });
  });
});
