import { readFileSync } from 'node:fs';

/** How many files and connections this process may have open; undefined where the system does not tell. */
export function mostOpenFiles(): number | undefined {
  try {
    const told = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return told === undefined ? undefined : Number(told);
  } catch {
    return undefined;
  }
}

/** Of so many files, those that clients may take: a thousand are for the stores, or half where there are few. */
export function filesForClients(files: number): number {
  return Math.max(Math.floor(files / 2), files - 1_000);
}
