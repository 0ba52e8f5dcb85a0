import { allowInsecureRequests, Configuration, enableNonRepudiationChecks, None } from 'openid-client';
import { metadataAt, PAGES_CLIENT } from '../identity-provider/contract.js';
import type { SignInProvider } from './provider.js';

/**
 * The provider that is part of this program: its name is no address, so it is not discovered but told. The program asks it at its
 * own address, never at one that a visitor named; his browser is led to where he came.
 */
export function embeddedProvider(ownOrigin: () => string): SignInProvider {
  let made: { readonly at: string; readonly configuration: Configuration } | undefined;
  return {
    scope: 'openid',
    async configuration() {
      const at = ownOrigin();
      made = made?.at === at ? made : { at, configuration: configurationAt(at) };
      return made.configuration;
    },
    inBrowser: (url, origin) => new URL(url.pathname + url.search, origin),
  };
}

function configurationAt(origin: string): Configuration {
  const configuration = new Configuration(metadataAt(origin), PAGES_CLIENT, { id_token_signed_response_alg: 'EdDSA' }, None());
  allowInsecureRequests(configuration);
  enableNonRepudiationChecks(configuration);
  return configuration;
}
