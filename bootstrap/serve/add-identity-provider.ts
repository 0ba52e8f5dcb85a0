import type { FastifyInstance } from 'fastify';
import type { DependencyContainer } from 'tsyringe';
import { createBoxOpener } from '../../queries/personal/box-opener.js';
import * as tokens from '../container/tokens.js';
import { employersOf } from '../identity-provider/employers.js';
import { createIdentityProvider } from '../identity-provider/identity-provider.js';
import { mountIdentityProvider } from '../identity-provider/mount.js';
import { officialsAnd, type People } from '../identity-provider/people.js';

/** Mounts the embedded OpenID provider, where no other is configured. */
export async function addIdentityProvider(app: FastifyInstance, container: DependencyContainer): Promise<void> {
  const issuer = container.resolve(tokens.LOCAL_ISSUER);
  if (issuer === null) return;
  const logger = container.resolve(tokens.LOGGER);
  const people = officialsAnd(employersOfLedger(container));
  await mountIdentityProvider(app, () =>
    createIdentityProvider({ issuer, people, onError: (error) => logger.error({ err: error }, 'the identity provider failed') }),
  );
}

/** Who may act for the companies of an open ledger. */
export function employersOfLedger(container: DependencyContainer): People {
  return employersOf({
    db: container.resolve(tokens.MAIN_POOL),
    open: createBoxOpener({ vault: container.resolve(tokens.VAULT), registry: container.resolve(tokens.EVENTS) }),
    today: () => container.resolve(tokens.CLOCK).today(),
  });
}
