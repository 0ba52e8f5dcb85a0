import { parseBulkLine } from '../../commands/bulk/bulk-line.js';
import type { LivedImport } from '../../commands/bulk/lived-import.js';
import { fileClock } from '../../commands/handler/clock.js';
import { Problem } from '../../domain/access/problem.js';
import * as tokens from '../container/tokens.js';
import type { OpenLedger } from './open-ledger.js';

/** Notes the import, and founds an empty ledger at the file's first instant. */
export async function foundFromFile(ledger: OpenLedger, job: LivedImport): Promise<void> {
  const journal = ledger.container.resolve(tokens.IMPORT_JOURNAL);
  const other = await journal.unfinished();
  if (other !== undefined && other.file !== job.file) {
    throw new Problem(409, 'import-unfinished', `the import of ${other.name} is not finished: run it again first`);
  }
  await journal.begin(job.file, job.name);
  for await (const { text } of job.lines()) {
    const { at } = parseBulkLine(text);
    if (at === undefined) throw new Problem(400, 'line-without-instant', 'the first line has no instant (at), which --clock=file needs');
    await ledger.found(fileClock(new Date(at)), job.synthetic);
    return;
  }
}
