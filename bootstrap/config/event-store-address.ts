// Law: an address of EventStoreDB is refused here or taken whole by its client, which would print it, password and all, where it stumbles.

/** Options that the client knows, but for `tlsVerifyCert`, which has no effect there and would be believed. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  tls: /^(true|false)$/,
  throwonappendfailure: /^(true|false)$/,
  nodepreference: /^(leader|follower|random|read_only_replica)$/,
  maxdiscoverattempts: /^[1-9]\d{0,8}$/,
  defaultdeadline: /^[1-9]\d{0,8}$/,
  discoveryinterval: /^\d{1,9}$/,
  gossiptimeout: /^\d{1,9}$/,
  keepaliveinterval: /^-?\d{1,9}$/,
  keepalivetimeout: /^-?\d{1,9}$/,
  connectionname: /^[^&?]+$/,
  tlscafile: /^[^&?]+$/,
  usercertfile: /^[^&?]+$/,
  userkeyfile: /^[^&?]+$/,
};

/** `esdb://[user:password@]host[:port][,host[:port]…][?option=value[&…]]`, or the same with `esdb+discover`. */
const SHAPE = /^esdb(?:\+discover)?:\/\/(?:[^\s:@/?&]+:[^\s:@/?&]+@)?[\w.-]+(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*\/?(?:\?([^\s?]+))?$/;

/** What is wrong with an address, without any of it but an option's name; undefined when nothing is. */
export function eventStoreAddressFault(address: string): string | undefined {
  const parts = SHAPE.exec(address);
  if (parts === null) return 'must be an address like esdb://user:password@host:2113?tls=true or esdb+discover://host:2113';
  if (/^[^?]*%(?![\dA-Fa-f]{2})[^?]*@/.test(address)) return 'must have its user and password percent-encoded (a % is written %25)';
  for (const option of parts[1]?.split('&') ?? []) {
    const [name = '', value = ''] = option.split('=');
    const form = OPTIONS[name.toLowerCase().replace(/[_-]/g, '')];
    if (form === undefined) return /^\w{1,30}$/.test(name) ? `has an option that is not supported: ${name}` : 'has an option that is not supported';
    if (!form.test(value)) return `has a value that ${name} does not take`;
  }
  return undefined;
}
