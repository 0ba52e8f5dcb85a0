import type { ClientMetadata } from 'oidc-provider';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import type { LocalIssuer } from '../auth/local-issuer.js';
import { CALLBACK, CLI_CLIENT, PAGES_CLIENT } from './contract.js';

/** A program with credentials of its own: what it may be given, and for which department it speaks. */
export interface ServiceAccount {
  readonly clientId: string;
  readonly scope: string;
  readonly department?: string | undefined;
  readonly synthetic?: boolean | undefined;
}

/** Service accounts to try with: one that may send every command, and one a family of commands. */
export const demoServices: readonly ServiceAccount[] = [
  { clientId: 'demo-service', scope: 'command:*' },
  ...COMMAND_FAMILIES.map((family) => ({ clientId: `demo-${kebab(family)}-service`, scope: `command:${family}`, department: `${kebab(family)}-department` })),
];

/** The secret of a service account: made from the local key, the same for every process over one home. */
export function secretOf(issuer: Pick<LocalIssuer, 'secretFor'>, clientId: string): string {
  return issuer.secretFor(`client ${clientId}`);
}

/** A service account as the library takes it. */
export function serviceClient(issuer: Pick<LocalIssuer, 'secretFor'>, { clientId, scope }: ServiceAccount): ClientMetadata {
  return {
    client_id: clientId,
    client_secret: secretOf(issuer, clientId),
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope,
  };
}

/** Pages and command line: programs on this machine, so their way back is the loopback on any port (RFC 8252 7.3). */
export const signInClients: readonly ClientMetadata[] = [PAGES_CLIENT, CLI_CLIENT].map((client_id) => ({
  client_id,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: onLoopback(CALLBACK),
  post_logout_redirect_uris: onLoopback('/'),
  scope: 'openid profile',
}));

function onLoopback(path: string): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}${path}`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
