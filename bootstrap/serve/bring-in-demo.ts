// Law: an empty ledger gets the demo through ordinary commands; a start that is killed meanwhile goes on where it stood, on any later day.
import { v5 } from 'uuid';
import { fileClock } from '../../commands/handler/clock.js';
import { parseBulkLine } from '../../commands/bulk/bulk-line.js';
import type { NumberedLine } from '../../commands/bulk/read-lines.js';
import type { ImportResult } from '../../commands/bulk/lived-import.js';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import { toIsoDate, type IsoDate } from '../../domain/standards/calendar.js';
import * as tokens from '../container/tokens.js';
import { importByFileClock } from './import-file-clock.js';
import type { OpenLedger } from './open-ledger.js';

const DEMO_FILES = 'f0d0a3a6-5d0f-5e6d-8a3c-3d0a6b9c1e21';
const SEED = 1;
const DEMO_NAME = /^demo market of (\d{4}-\d{2}-\d{2}), (\d+) companies$/;

/** Which demo: up to which day it is lived, and of how many companies it is. */
export interface Demo {
  readonly day: IsoDate;
  readonly companies: number;
}

export interface DemoProgress {
  readonly begin: (lines: number) => void;
  readonly line: () => void;
}

/** The demo that an unfinished import is; undefined for another import's name. */
export function demoNamed(importName: string): Demo | undefined {
  const [, day, companies] = DEMO_NAME.exec(importName) ?? [];
  return day === undefined ? undefined : { day: toIsoDate(day), companies: Number(companies) };
}

/** Brings in a demo, or goes on with it. */
export async function bringInDemo(ledger: OpenLedger, { day, companies }: Demo, progress: DemoProgress, signal: AbortSignal): Promise<ImportResult> {
  const { container } = ledger;
  const name = `demo market of ${day}, ${companies} companies`;
  const file = v5(name, DEMO_FILES);
  // The market's script is read in by the one start that needs it.
  const { demoMarketInStretches } = await import('../../commands/synthetic/demo-market.js');
  const lines = await demoMarketInStretches({ today: day, seed: SEED, companies });
  progress.begin(lines.length);
  // Noted before the ledger is founded: a start killed in between still knows that the demo is to come.
  await container.resolve(tokens.IMPORT_JOURNAL).begin(file, name);
  const first = parseBulkLine(lines[0] ?? '{}');
  await ledger.found(fileClock(new Date(first.at ?? `${day}T00:00:00Z`)), true);
  const actorId = await container.resolve(tokens.VAULT).actorFor('urn:sijil:demo', 'demo-market');
  return importByFileClock(
    container,
    { actorId, role: 'platform-service', onBehalfOf: null, source: 'demo', families: COMMAND_FAMILIES },
    { file, name, synthetic: true, lines: () => numbered(lines), onOutcome: () => progress.line(), signal },
  );
}

async function* numbered(lines: readonly string[]): AsyncGenerator<NumberedLine> {
  for (const [index, text] of lines.entries()) yield { number: index + 1, text };
}
