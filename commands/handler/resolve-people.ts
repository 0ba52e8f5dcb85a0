import type { Vault } from '../../domain/ledger/vault.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** The directory ids of the humans whom a command names by their identifiers, by the name that the definition gives them. */
export async function resolvePeople(vault: Pick<Vault, 'personFor'>, definition: AnyCommandDefinition, data: object): Promise<Readonly<Record<string, string>>> {
  const mentions = Object.entries(definition.mentions?.(data) ?? {}).filter(([, identifiers]) => identifiers.length > 0);
  const people = await Promise.all(mentions.map(async ([name, ids]) => [name, await vault.personFor(ids)] as const));
  return Object.fromEntries(people);
}
