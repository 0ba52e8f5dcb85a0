// Law: what the command line says to the register of rule sets is the same command, by the same handler, as what comes over HTTP.
import { v4 } from 'uuid';
import { openLiveness } from '../../../commands/leases/liveness.js';
import { holdToLog } from '../../../commands/vault/log-of-ledger.js';
import type { CommandAnswer } from '../../../commands/handler/request.js';
import { refuseWhileUnfinished } from '../../../commands/bulk/begin-import.js';
import { RULE_SETS_ID } from '../../../domain/rule-set/register.js';
import * as tokens from '../../container/tokens.js';
import type { OpenLedger } from '../../serve/open-ledger.js';
import { speakerOf } from './speaker.js';

/** A command on the register, and the token of who says it. */
export interface Said {
  readonly name: 'ProposeRuleSet' | 'ConfirmRuleSet';
  readonly data: object;
  readonly token: string;
}

/** Sends it to an open ledger. Throws Problem. */
export async function sendToRegister(ledger: OpenLedger, { name, data, token }: Said): Promise<CommandAnswer> {
  const { container } = ledger;
  // Seen to be alive, it keeps the ledger from being moved.
  const liveness = openLiveness(container.resolve(tokens.MAIN_POOL));
  try {
    await liveness.instance();
    await holdToLog(container.resolve(tokens.VAULT_POOL), container.resolve(tokens.EVENT_STORE).logId);
    await refuseWhileUnfinished(container.resolve(tokens.IMPORT_JOURNAL), null);
    const clock = container.resolve(tokens.CLOCK);
    await ledger.found(clock, false);
    await ledger.databases.markLived();
    const handler = container.resolve(tokens.HANDLER);
    const actor = await speakerOf(token, { trusted: container.resolve(tokens.ISSUER), vault: container.resolve(tokens.VAULT) });
    const command = handler.prepare({
      name,
      recordId: RULE_SETS_ID,
      payload: data,
      actor,
      once: { key: v4() },
      revision: 'optional',
      correlationId: v4(),
      causationId: v4(),
      traceparent: null,
      synthetic: false,
      clock,
    });
    return await handler.decide(command);
  } finally {
    await liveness.close();
  }
}
