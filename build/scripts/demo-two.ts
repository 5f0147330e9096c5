/**
 * `npm run demo:two`: two desks of one invented library on this computer, with a shared folder between them
 * and a conflict waiting: both have changed the telephone of the same reader. Real desks in every part; a
 * browser without a window sets them up.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Desk, freePort, launchDesk } from "../../tests/support/launch.ts";
import { setUpTwoDesks } from "../../tests/support/two-desks.ts";

const { values } = parseArgs({
  options: {
    readers: { type: "string", default: "200" },
    keep: { type: "boolean", default: false },
    open: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(
    "npm run demo:two -- [--readers N] [--open] [--keep]\n\n  --readers N   readers in the library (200)\n  --open        open both windows, where a browser is installed\n  --keep        keep the data when the desks end",
  );
  process.exit(0);
}
const readers = Number(values.readers);
if (!Number.isSafeInteger(readers) || readers < 10 || readers > 20_000) {
  console.error(`--readers needs a number from 10 to 20000, not "${values.readers}".`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "reader-desk-two-"));
const ports = [await freePort(), await freePort()] as const;
const share = join(folder, "share");
const places = [
  { folder: join(folder, "desk-a"), port: ports[0] },
  { folder: join(folder, "desk-b"), port: ports[1] },
] as const;

let desks: readonly Desk[] = [];
const interrupted = new Promise<void>((resolve) => {
  // heard for good: whoever started us may pass the same Ctrl+C on a second time
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
});
try {
  const ready = (async () => {
    console.log("Setting up two desks and a shared folder…");
    const { reader, code } = await setUpTwoDesks({
      first: places[0],
      second: places[1],
      share,
      readers,
      say: console.log,
    });
    desks = await Promise.all(
      places.map((place) =>
        launchDesk({
          dataFolder: join(place.folder, "data"),
          port: place.port,
          flags: ["--share", share],
          open: values.open,
        }),
      ),
    );
    const [first, second] = desks;
    console.log(
      `\nDesk A, 一楼服务台:  ${first?.file}\nDesk B, 二楼服务台:  ${second?.file}\nShared folder:       ${share}\nLibrary code:        ${code}\n`,
    );
    console.log(
      `Both desks have changed the telephone of ${reader}: the conflict waits under “同步”. Ctrl+C ends both.`,
    );
  })();
  await Promise.race([interrupted, ready.then(() => interrupted)]);
  // an interrupted set-up ends by itself at its next step, as its own processes hear Ctrl+C too
  await ready.catch(() => undefined);
} finally {
  await Promise.all(desks.map((desk) => desk.stop()));
  if (values.keep) console.log(`\nBoth desks have ended. Their data is in ${folder}`);
  else {
    rmSync(folder, { recursive: true, force: true });
    console.log(`\nBoth desks have ended; ${folder} is removed. (--keep leaves it there.)`);
  }
}
