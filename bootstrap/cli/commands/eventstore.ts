import type { Command } from 'commander';
import type { SecuredEventStore } from '../../../commands/event-store/eventstoredb/secure-event-store.js';
import { ConfigError } from '../../config/config-error.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { runThenExit } from '../run-ledger.js';
import { table } from '../table.js';

interface Options {
  readonly allow: readonly string[];
  readonly json?: boolean;
}

/** `sijil eventstore secure`: sets the default rules of the EventStoreDB of EVENTSTORE_URL. Run again it changes nothing. */
export function addEventStoreCommand(program: Command): void {
  program
    .command('eventstore')
    .description('the EventStoreDB of EVENTSTORE_URL')
    .command('secure')
    .description('let only named users and groups read, write and delete streams and read the whole log; EVENTSTORE_URL names an administrator')
    .option('--allow <name...>', 'users and groups beside $admins; the user of EVENTSTORE_URL when none is named', [])
    .option('--json', 'one JSON line')
    .action(async ({ allow, json }: Options) => {
      if (allow.some((name) => !/^[\w$.@-]{1,100}$/.test(name))) throw new UsageError('--allow: names of users and groups');
      await runThenExit(async ({ eventStoreUrl }) => {
        if (eventStoreUrl === undefined) throw new ConfigError('EVENTSTORE_URL', 'must be set to the address of the server, with an administrator');
        if (!/\/\/[^/?]+@/.test(eventStoreUrl)) throw new ConfigError('EVENTSTORE_URL', 'must name an administrator: esdb://user:password@host:2113');
        const { secureEventStore } = await import('../../../commands/event-store/eventstoredb/secure-event-store.js');
        const secured = await secureEventStore(eventStoreUrl, allow);
        await print(json === true ? `${JSON.stringify(secured)}\n` : told(secured));
      });
    });
}

function told({ allowed, enforced, documents }: SecuredEventStore): string {
  return [
    table(
      ['rules of', 'before', 'now'],
      documents.map(({ stream, before, now, changed }) => [stream, before === null ? 'none' : changed ? JSON.stringify(before) : 'the same', JSON.stringify(now)]),
    ),
    `Allowed: ${allowed.join(', ')}.${enforced ? '' : ' The address is without TLS: a server in insecure mode keeps these rules and does not apply them.'}`,
    '',
  ].join('\n');
}
