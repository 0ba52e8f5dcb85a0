import { beginImport, readableLine } from '../../commands/bulk/begin-import.js';
import type { LivedImport } from '../../commands/bulk/lived-import.js';
import { fileClock } from '../../commands/handler/clock.js';
import * as tokens from '../container/tokens.js';
import type { OpenLedger } from './open-ledger.js';

/** Notes the import, and founds an empty ledger at the file's first instant. Throws Problem for a file that cannot be lived. */
export async function foundFromFile(ledger: OpenLedger, job: LivedImport): Promise<void> {
  const { container } = ledger;
  await beginImport(container.resolve(tokens.EVENT_STORE), container.resolve(tokens.IMPORT_JOURNAL), job);
  for await (const { text } of job.lines()) {
    const at = readableLine(text)?.at;
    if (at === undefined) continue;
    await ledger.found(fileClock(new Date(at)), job.synthetic);
    return;
  }
}
