// Law: people sign in at the trusted issuer only, where it says of itself that one does; while it cannot be asked, nobody signs in.
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ClientAuth,
} from 'openid-client';
import { Problem } from '../../domain/access/problem.js';

/** Longest time that the issuer may take to answer, in seconds. */
const ANSWER_SECONDS = 5;
/** For so long after it did not answer everybody is told so, and it is not asked again, in milliseconds. */
const AWAY_MS = 1_000;
/** For so long what the issuer says of itself is not asked for again, in milliseconds: it may move its end points. */
const KEPT_MS = 10 * 60_000;

export interface ProviderParts {
  readonly issuer: string;
  readonly clientId: string;
  /** None for a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  /** OAuth scope that is asked for. */
  readonly scope: string;
}

/** The issuer at which people sign in. */
export interface SignInProvider {
  readonly scope: string;
  /** What the client library needs to know of it. Throws Problem 503 while it cannot be asked. */
  configuration(): Promise<Configuration>;
  /** An address of the issuer as the browser reaches it that came to an origin of ours. */
  inBrowser(url: URL, origin: string): URL;
}

/** A provider that is asked for what it says of itself when somebody wants to sign in. */
export function discoveredProvider(parts: ProviderParts): SignInProvider {
  let known: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;
  return {
    scope: parts.scope,
    inBrowser: (url) => url,
    configuration() {
      if (known !== undefined && performance.now() < known.until) return known.configuration;
      const asked = { configuration: discover(parts), until: performance.now() + KEPT_MS };
      known = asked;
      // Those who came meanwhile are told the same, and who comes at once.
      asked.configuration.catch(() => {
        if (known === asked) known = { ...asked, until: performance.now() + AWAY_MS };
      });
      return asked.configuration;
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderParts): Promise<Configuration> {
  const server = new URL(issuer);
  // Only what is on this machine may be configured without TLS.
  const execute = server.protocol === 'http:' ? [allowInsecureRequests] : [];
  try {
    const metadata = (await discovery(server, clientId, undefined, None(), { timeout: ANSWER_SECONDS, execute })).serverMetadata();
    const configuration = new Configuration(metadata, clientId, undefined, authentication(metadata.token_endpoint_auth_methods_supported, clientSecret));
    for (const allow of execute) allow(configuration);
    return careful(configuration);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(503, 'issuer-unavailable', `The issuer cannot be asked now: ${reason}.`, { headers: { 'Retry-After': '5' } });
  }
}

/** Waits for answers no longer than a visitor does, and checks the signature of an ID token also where it came over TLS. */
function careful(configuration: Configuration): Configuration {
  configuration.timeout = ANSWER_SECONDS;
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** How the client shows who it is (OpenID Connect Core 1.0, 9): `client_secret_basic` unless the issuer does not take that. */
function authentication(supported: readonly string[] | undefined, secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  return (supported ?? ['client_secret_basic']).includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}
