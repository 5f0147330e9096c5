import { expect, test } from "vitest";
import { isLocalRequest, isOwnUrl } from "../../../../electron/security/own-origin.ts";

test.each(["app://reader-desk/", "app://reader-desk/index.html?a=b#c", "app://reader-desk"])("%s is ours", (url) => {
  expect(isOwnUrl(url)).toBe(true);
});

test.each([
  "app://reader-desk.example.org/",
  "app://reader-desk@example.org/",
  "app://user@reader-desk/",
  "app://reader-desk:80/",
  "app://reader-desk\\@example.org/",
  "app://other/",
  "app:reader-desk",
  "application://reader-desk/",
  "https://reader-desk/",
  "file:///app://reader-desk/",
  "javascript:alert(1)//app://reader-desk/",
  "data:text/html,app://reader-desk/",
  "blob:https://example.org/x",
  "",
  "app://",
])("%s is not", (url) => {
  expect(isOwnUrl(url)).toBe(false);
});

test.each([
  ["app://reader-desk/assets/a.js", true],
  ["blob:app://reader-desk/4b0f", true],
  ["data:image/png;base64,AA==", true],
  ["blob:https://example.org/4b0f", false],
  ["blob:null/4b0f", false],
  ["http://127.0.0.1/", false],
  ["https://example.org/", false],
  ["ws://example.org/", false],
  ["ftp://example.org/", false],
  ["file:///etc/passwd", false],
  ["devtools://devtools/bundled/x.js", false],
  ["chrome-extension://x/", false],
  ["not a url", false],
])("a request for %s goes through: %s", (url, allowed) => {
  expect(isLocalRequest(url, false)).toBe(allowed);
});

test("developer tools load their own files, where there are any", () => {
  expect(isLocalRequest("devtools://devtools/bundled/x.js", true)).toBe(true);
});
