/** Before every file of unit tests: what it makes of folders goes after its own endings, the last of all. */
import { afterAll } from "vitest";
import { removeFoldersOfFile } from "./temporary-folder.ts";

afterAll(removeFoldersOfFile);
