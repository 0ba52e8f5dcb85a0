// Law: a file of tests leaves its process as it found it, for the files after it run in the same one.
import { afterAll, expect, vi } from 'vitest';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'unhandledRejection'] as const;

/** What files of tests could change for one another. */
export interface ProcessState {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly umask: number;
  readonly listeners: Readonly<Record<(typeof SIGNALS)[number], readonly unknown[]>>;
  readonly fakeTimers: boolean;
}

/** The state of this process now. */
export function processState(): ProcessState {
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    umask: process.umask(),
    listeners: Object.fromEntries(SIGNALS.map((name) => [name, process.listeners(name as 'SIGINT')])) as unknown as ProcessState['listeners'],
    fakeTimers: vi.isFakeTimers(),
  };
}

/** What was changed and not put back, a few words each. */
export function tracesBetween(before: ProcessState, after: ProcessState): readonly string[] {
  const names = new Set([...Object.keys(before.environment), ...Object.keys(after.environment)]);
  const changed = [...names].filter((name) => before.environment[name] !== after.environment[name]);
  const heard = SIGNALS.filter((name) => before.listeners[name].length !== after.listeners[name].length);
  return [
    ...changed.map((name) => `the variable ${name}`),
    ...(before.folder === after.folder ? [] : [`the folder ${after.folder}`]),
    ...(before.umask === after.umask ? [] : [`the umask ${after.umask.toString(8)}`]),
    ...heard.map((name) => `listeners of ${name}`),
    ...(before.fakeTimers === after.fakeTimers ? [] : ['fake timers']),
  ];
}

// A setup file's hooks are each test file's own, the first to begin and the last to end.
const before = processState();
afterAll(() => {
  expect(tracesBetween(before, processState()), 'what this file of tests changed in its process and did not put back').toEqual([]);
});
