import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportFiles } from './report-files.js';
import type { MarketTally } from './tally.js';

/** Writes the report of a market into a folder, which is made where it is not there, and gives the files' names. */
export async function writeReport(folder: string, tally: MarketTally): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const files = reportFiles(tally);
  for (const { name, text } of files) await writeFile(join(folder, name), text);
  return files.map(({ name }) => name);
}
