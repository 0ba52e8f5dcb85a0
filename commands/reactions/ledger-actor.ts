import { v5 } from 'uuid';
import { SYSTEM_ROLE, type Actor } from '../../domain/access/roles.js';

/** Namespace of the ledger's own actors: fixed, so that all its processes are one. */
const LEDGER_ACTORS = '5f1f1d1a-6d3c-5b6e-9c53-1d5a2b7c9e10';

/** The actor of what the ledger commands by itself. */
export function ledgerActor(part: 'sweeper' | 'reactions' | 'founding'): Actor {
  return { actorId: v5(part, LEDGER_ACTORS), role: SYSTEM_ROLE, onBehalfOf: null, source: 'ledger', families: [] };
}
