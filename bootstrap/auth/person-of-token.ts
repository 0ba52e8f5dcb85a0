// Law: a human is whom the directory knows by the number in his token; who is not known is nobody, and is not made known by asking.
import type { Vault } from '../../domain/ledger/vault.js';
import { parseIdentifier, type Identifier } from '../../domain/standards/identifiers.js';

/** The directory id of the human whose national id or iqama number a token carries; null when it names nobody. */
export async function personOf(number: string | undefined, vault: Pick<Vault, 'bearerOf'>): Promise<string | null> {
  const identifier = identifierOf(number ?? '');
  if (identifier === null) return null;
  return (await vault.bearerOf(identifier)) ?? null;
}

/** A number as the identifier that it is by its own check digit and first digit: a national id, or an iqama number. */
export function identifierOf(number: string): Identifier | null {
  for (const scheme of ['national-id', 'iqama'] as const) {
    const parsed = parseIdentifier(scheme, number);
    if (parsed.ok) return { scheme, value: parsed.value };
  }
  return null;
}
