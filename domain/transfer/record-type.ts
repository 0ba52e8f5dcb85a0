import type { RecordType } from '../ledger/record-type.js';
import { transferDeadlines, transferSweeps } from './deadlines.js';
import { transferEvents, type TransferEvent } from './events.js';
import { evolveTransfer } from './evolve.js';
import { noTransfer, type TransferState } from './state.js';

/** Transfers of employees between companies: streams `transfer-<id>`, path `/v1/transfers`. */
export const transferRecord: RecordType<TransferState, TransferEvent> = {
  category: 'transfer',
  path: 'transfers',
  events: transferEvents,
  initial: noTransfer,
  evolve: evolveTransfer,
  exists: (state) => state.status !== 'none',
  status: (state) => state.status,
  deadlines: transferDeadlines,
  sweeps: transferSweeps,
};
