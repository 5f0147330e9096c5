/** The machine that a figure was taken on: what makes it fast or slow, nothing that names it. */
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  readonly node: string;
  readonly browser: string;
}

export function describeMachine(browserProgram: string): Machine {
  const version = execFileSync(browserProgram, ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release().split("-")[0] ?? ""} ${process.arch}`,
    node: process.versions.node,
    browser: version.trim().split(/\s+(?=built|snap)/)[0] ?? "",
  };
}

export const machineLine = ({ cpu, cores, memoryGB, system, node, browser }: Machine): string =>
  `${cpu}, ${cores} ${cores === 1 ? "core" : "cores"}, ${memoryGB} GB, ${system}; Node ${node}; ${browser}, headless`;
