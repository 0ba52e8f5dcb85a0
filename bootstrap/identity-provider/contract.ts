import { LOCAL_ISSUER } from '../auth/local-issuer.js';

/** The embedded provider's name in tokens: the same on every port, since it is a name and no address. */
export const ISSUER = LOCAL_ISSUER;

/** Where it is mounted in the program's HTTP server. */
export const MOUNT = '/identity';

/** The client that the pages are: public, authorization code with PKCE (S256). */
export const PAGES_CLIENT = 'sijil-pages';

/** The client that `sijil token` is when a person signs in: public, authorization code with PKCE (S256). */
export const CLI_CLIENT = 'sijil-cli';

/** Path of the pages, on a loopback host and any port, to which a sign-in leads back. */
export const CALLBACK = '/sign-in/callback';

/** The API as OAuth names it (RFC 8707); tokens for it have the audience that the API asks for. */
export const API_RESOURCE = 'urn:sijil:api';

/** The provider's metadata under an origin like `http://127.0.0.1:3000`, for clients that need no discovery. */
export function metadataAt(origin: string): {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint: string;
  readonly jwks_uri: string;
} {
  const at = (path: string): string => `${origin}${MOUNT}${path}`;
  return {
    issuer: ISSUER,
    authorization_endpoint: at('/auth'),
    token_endpoint: at('/token'),
    end_session_endpoint: at('/session/end'),
    jwks_uri: at('/jwks'),
  };
}
