import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerFromFolder } from "../../../../electron/security/app-files.ts";
import { CONTENT_SECURITY_POLICY } from "../../../../electron/security/csp.ts";

let folder = "";
let root = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "app-files-"));
  root = join(folder, "renderer");
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(root, "index.html"), "<!doctype html>page");
  writeFileSync(join(root, "assets/worker.js"), "worker");
  writeFileSync(join(root, "assets/notes.txt"), "unknown type");
  writeFileSync(join(folder, "secret.js"), "secret");
  mkdirSync(join(folder, "renderer-other"));
  writeFileSync(join(folder, "renderer-other/secret.js"), "secret");
  symlinkSync(join(folder, "secret.js"), join(root, "assets/link.js"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, method = "GET"): Promise<Response> =>
  answerFromFolder(root, method, `app://reader-desk${path}`);

describe("app://", () => {
  test("serves the page, its scripts and its worker with the policy", async () => {
    for (const [path, type, text] of [
      ["/", "text/html; charset=utf-8", "<!doctype html>page"],
      ["/assets/worker.js?worker", "text/javascript; charset=utf-8", "worker"],
    ] as const) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, type, text]);
      expect(answer.headers.get("content-security-policy")).toBe(CONTENT_SECURITY_POLICY);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test.each([
    "/../secret.js",
    "/%2e%2e/secret.js",
    "/assets/%2e%2e%2f%2e%2e/secret.js",
    "/..%5csecret.js",
    "/assets/link.js",
    "/../renderer-other/secret.js",
    "/%00",
    "/%",
    "/assets/notes.txt",
    "/assets",
    "/C:/secret.js",
  ])("does not serve %s", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("");
    expect(answer.headers.get("content-security-policy")).toBe(CONTENT_SECURITY_POLICY);
  });

  test("serves no other host, and only reading", async () => {
    expect((await answerFromFolder(root, "GET", "app://other/index.html")).status).toBe(404);
    expect((await answerFromFolder(root, "GET", "file:///index.html")).status).toBe(404);
    expect((await get("/", "POST")).status).toBe(405);
    expect(await (await get("/", "HEAD")).text()).toBe("");
  });

  test("never serves a byte from outside, whatever the address", async () => {
    const piece = fc.constantFrom(
      "..",
      "%2e%2e",
      ".",
      "",
      "assets",
      "link.js",
      "secret.js",
      "%2f",
      "%5c",
      "renderer-other",
      "%252e%252e",
      "\\",
      "//",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        expect(await (await get(`/${pieces.join("/")}`)).text()).not.toBe("secret");
      }),
      { numRuns: 500 },
    );
  });
});
