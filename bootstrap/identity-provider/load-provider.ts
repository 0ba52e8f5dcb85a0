// Law: the library is loaded when the first one needs it, and what it warns of is weighed here and not on everyone's terminal.
import type { Configuration, errors, Provider } from 'oidc-provider';

/**
 * It says that it supports Node 22 and later; the flows that this program uses are tested on Node 20 as well. That it keeps
 * its state in memory is meant so: sign-ins of a demo may end with the process.
 */
const WEIGHED = /^oidc-provider WARNING: (Unsupported runtime|a quick start development-only in-memory adapter)/;

/** A provider of the library, under an issuer's name. Its refusals are the library's too. */
export async function loadProvider(issuer: string, configure: (refusals: typeof errors) => Configuration): Promise<Provider> {
  const terminal = globalThis.console;
  const { warn } = terminal;
  terminal.warn = (...told: unknown[]) => {
    if (!WEIGHED.test(String(told[0]))) warn.apply(terminal, told);
  };
  try {
    const library = await import('oidc-provider');
    return new library.Provider(issuer, configure(library.errors));
  } finally {
    terminal.warn = warn;
  }
}
