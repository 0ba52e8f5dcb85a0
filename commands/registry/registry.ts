import type { RecordType } from '../../domain/ledger/record-type.js';
import type { AnyCommandDefinition } from './definition.js';

/** Every command the ledger takes, by name, and the record types they are about. */
export interface CommandRegistry {
  readonly commands: readonly AnyCommandDefinition[];
  readonly records: readonly RecordType[];
  find(name: string): AnyCommandDefinition | undefined;
  record(category: string): RecordType | undefined;
}

/** Builds the registry and checks it whole: names and routes unique, each command's parties named, each sweep's command there and internal. */
export function createCommandRegistry(commands: readonly AnyCommandDefinition[], records: readonly RecordType[]): CommandRegistry {
  const byName = new Map<string, AnyCommandDefinition>();
  const routes = new Set<string>();
  for (const command of commands) {
    if (byName.has(command.name)) throw new Error(`command ${command.name} is defined twice`);
    byName.set(command.name, command);
    if (command.kind === 'change' && command.action === null && command.policy !== null) {
      throw new Error(`command ${command.name}: a change needs an action in its path`);
    }
    if (command.policy === null) continue;
    if ((command.onBehalfOf ?? []).length === 0) throw new Error(`command ${command.name} does not say on whose behalf it may come`);
    const route = routeOf(command);
    // Registering a citizen and a resident create the same record: each needs a path of its own.
    if (routes.has(route)) throw new Error(`two commands at ${route}`);
    routes.add(route);
  }
  for (const record of records) {
    for (const [rule, sweep] of Object.entries(record.sweeps)) {
      const command = byName.get(sweep.command);
      if (command === undefined) throw new Error(`the sweep of ${rule} sends ${sweep.command}, which is not defined`);
      if (command.record.category !== record.category || command.kind !== 'change' || command.policy !== null) {
        throw new Error(`the sweep of ${rule} sends ${sweep.command}, which is no change of ${record.category} that only the ledger sends`);
      }
    }
  }
  const byCategory = new Map(records.map((record) => [record.category, record]));
  return { commands, records, find: (name) => byName.get(name), record: (category) => byCategory.get(category) };
}

/** The path of a command's route, with `{id}` for the record. */
export function routeOf(command: AnyCommandDefinition): string {
  if (command.kind === 'create') return `/v1/${command.record.path}${command.action === null ? '' : `/${command.action}`}`;
  return `/v1/${command.record.path}/{id}/${command.action ?? ''}`;
}
