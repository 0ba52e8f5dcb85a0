import type { Logger } from 'pino';
import { startAuditor, type AuditProgress } from '../../projections/audit/auditor.js';
import * as tokens from '../container/tokens.js';
import type { OpenLedger } from './open-ledger.js';

/** Audits the log's contiguity until the signal; tells how far it has come, for the metrics. */
export function runAuditor(ledger: OpenLedger, logger: Logger, signal: AbortSignal, onProgress: (progress: AuditProgress) => void): Promise<void> {
  const auditor = startAuditor({
    store: ledger.container.resolve(tokens.EVENT_STORE),
    signal,
    onFault: (fault) => logger.error({ fault }, 'the log is not whole'),
    onClockAnomaly: (anomaly) => logger.warn({ anomaly }, 'a clock was set wrong'),
    onProgress,
    onError: (error) => logger.warn({ err: error }, 'the audit could not read the log'),
  });
  return auditor.ended;
}
