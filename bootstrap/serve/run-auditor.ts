import type { Logger } from 'pino';
import { startAuditor, type AuditProgress } from '../../projections/audit/auditor.js';
import * as tokens from '../container/tokens.js';
import type { Shutdown } from '../process/shutdown.js';
import type { OpenLedger } from './open-ledger.js';

/** Audits the log's contiguity until the stop; gives how far it has come, for the metrics. */
export function runAuditor(ledger: OpenLedger, logger: Logger, shutdown: Shutdown, onProgress: (progress: AuditProgress) => void): void {
  const auditor = startAuditor({
    store: ledger.container.resolve(tokens.EVENT_STORE),
    signal: shutdown.signal,
    onFault: (fault) => logger.error({ fault }, 'the log is not whole'),
    onProgress,
    onError: (error) => logger.warn({ err: error }, 'the audit could not read the log'),
  });
  shutdown.onShutdown(() => auditor.ended);
}
