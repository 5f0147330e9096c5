/** A process that a test starts to end it with SIGKILL: the lines that it printed until then, and how it ended. */
import { type ChildProcess, spawn } from "node:child_process";

export interface Running {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** The first line: what follows is work. */
  readonly opened: Promise<string>;
  readonly ended: Promise<NodeJS.Signals | null>;
  readonly errors: () => string;
  /** As soon as one more line of which this holds has been printed; undefined where it ended before. */
  readonly nextLine: (isIt: (line: string) => boolean) => Promise<string | undefined>;
}

export interface Processes {
  start(args: readonly string[]): Running;
  /** Whatever still runs. */
  end(): void;
}

/** @param program a module to run with Node */
export function processesOf(program: string): Processes {
  const living = new Set<ChildProcess>();
  return {
    start: (args) => {
      const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
      living.add(child);
      const running = follow(child);
      void running.ended.then(() => living.delete(child));
      return running;
    },
    end: () => {
      for (const child of living) child.kill("SIGKILL");
    },
  };
}

function follow(child: ChildProcess): Running {
  const lines: string[] = [];
  const waiting = new Set<(line: string | undefined) => void>();
  let rest = "";
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("close", (_code, signal) => resolve(signal)),
  );
  const opened = new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString("utf8")).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      for (const line of parts) for (const tell of waiting) tell(line);
      if (lines[0] !== undefined) resolve(lines[0]);
    });
    void ended.then((signal) => {
      for (const tell of waiting) tell(undefined);
      if (signal !== "SIGKILL") reject(new Error(errors));
    });
  });
  opened.catch(() => undefined); // told by whoever waits
  const nextLine: Running["nextLine"] = (isIt) =>
    new Promise((resolve) => {
      const tell = (line: string | undefined): void => {
        if (line !== undefined && !isIt(line)) return;
        waiting.delete(tell);
        resolve(line);
      };
      waiting.add(tell);
      void ended.then(() => tell(undefined));
    });
  return { child, lines, opened, ended, errors: () => errors, nextLine };
}
