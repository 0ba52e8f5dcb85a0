import { expect, it } from 'vitest';
import { MemoryEventStore } from '../../projections/testing/memory-event-store.js';
import { sampleEvent, sampleMetadata } from '../event-store/testing/sample-events.js';
import { copyLog } from '../log-copy/copy-log.js';
import { found } from '../log-copy/testing/filled-log.js';
import { lineCorrelation } from './file-id.js';
import { findResumeLine } from './find-resume-line.js';
import type { NumberedLine } from './read-lines.js';

const FILE = '3f9c9a52-6a3e-4a53-9d0b-7a3e0a6b1c11';

async function* noLines(): AsyncGenerator<NumberedLine> {}

it('an import goes on behind its last stored line, also when the ledger has moved to another log since it was noted', async () => {
  const home = new MemoryEventStore();
  await found(home);
  const lived = async (line: number): Promise<void> => {
    const metadata = sampleMetadata({ clock: 'file', correlationId: lineCorrelation(FILE, line) });
    await home.append(`company-${line}`, 'no-stream', [sampleEvent({}, { metadata })]);
  };
  await lived(1);
  await lived(2);
  const noted = { line: 2, position: await home.head() };
  await lived(4);
  const expected = { line: 4, accepted: 1, refused: 1 };
  expect(await findResumeLine(home, FILE, noted, noLines(), new Date(0))).toEqual(expected);
  const away = new MemoryEventStore();
  await copyLog(home, away);
  expect(await findResumeLine(away, FILE, noted, noLines(), new Date(0))).toEqual(expected);
});
