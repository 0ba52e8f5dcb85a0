// Law: a token at the terminal is the provider's, by the flow that everyone else takes; the provider lives for that one token.
import Fastify from 'fastify';
import type { LocalIssuer } from '../auth/local-issuer.js';
import { secretOf, type ServiceAccount } from './clients.js';
import { createIdentityProvider } from './identity-provider.js';
import { mountIdentityProvider } from './mount.js';
import type { Person } from './people.js';
import { tokenOfPerson, tokenOfService } from './sign-in-client.js';

/** A token for a service account or a person that the provider is told of, by client credentials or by the sign-in page. */
export async function tokenAtTerminal(issuer: LocalIssuer, bearer: { readonly service: ServiceAccount } | { readonly person: Person }, tokenSeconds: number): Promise<string> {
  const services = 'service' in bearer ? [bearer.service] : [];
  const persons = 'person' in bearer ? [bearer.person] : [];
  const people = { list: async () => persons, find: async (accountId: string) => persons.find((person) => person.accountId === accountId) };
  let failure: unknown;
  const app = Fastify();
  await mountIdentityProvider(app, () => createIdentityProvider({ issuer, people, services, tokenSeconds, onError: (error) => (failure = error) }));
  try {
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    if ('person' in bearer) return await tokenOfPerson(origin, bearer.person.accountId);
    const { clientId, scope } = bearer.service;
    return await tokenOfService(origin, clientId, secretOf(issuer, clientId), scope);
  } catch (error) {
    throw failure ?? error;
  } finally {
    await app.close();
  }
}
