// Law: what all answers have in common is looked at once and stands in each of them, but for what an answer says itself.
import { ServerResponse, validateHeaderName, validateHeaderValue, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

/** Gives the headers to a response, when its head is written. What the answer says of a header itself goes before. */
export type GiveHeaders = (response: ServerResponse) => void;

/** Of a response that goes over a wire: its head as text, once it is written. Node has no name for it in its documentation. */
type Written = ServerResponse & { _header: string };

/**
 * Gives headers to responses. Their text is made once, when node has looked at them once, and put at the end of each head: to have it look at
 * all of them each time costs a twentieth of a keyed read. Names are in lower case.
 */
export function givingHeaders(headers: Readonly<Record<string, string>>): GiveHeaders {
  const common = Object.entries(headers).flat();
  const text = textOf(headers);
  const places = new Map(Object.keys(headers).map((name, n) => [name, 2 * n + 1]));

  /** The names and values of an answer; undefined where it says one itself that is given to all. */
  const apart = (own: OutgoingHttpHeaders): OutgoingHttpHeader[] | undefined => {
    const list: OutgoingHttpHeader[] = [];
    for (const name in own) {
      const value = own[name];
      if (value === undefined) continue;
      if (places.has(name.toLowerCase())) return undefined;
      list.push(name, value);
    }
    return list;
  };
  /** What is given to all, but for what this answer says itself, and its others. */
  const together = (response: ServerResponse, own: OutgoingHttpHeaders | undefined): OutgoingHttpHeader[] => {
    const list: OutgoingHttpHeader[] = common.slice();
    for (const name in own) {
      const value = own[name];
      if (value === undefined) continue;
      const place = places.get(name.toLowerCase());
      if (place === undefined) list.push(name, value);
      else list[place] = value;
    }
    // Headers that were set one by one, as those of a stream are.
    if (own === undefined) for (const [name, place] of places) list[place] = response.getHeader(name) ?? list[place] ?? '';
    return list;
  };
  function writeHead(this: ServerResponse, status: number, ...rest: readonly (string | OutgoingHttpHeaders | undefined)[]): ServerResponse {
    const last = rest.at(-1);
    const own = typeof last === 'object' ? last : undefined;
    const inherited = Object.getPrototypeOf(this) as Inherited;
    // Only what goes over a wire has a head that is text.
    const list = own === undefined || inherited !== ServerResponse.prototype ? undefined : apart(own);
    const given = typeof rest[0] === 'string' ? [rest[0], list ?? together(this, own)] : [list ?? together(this, own)];
    inherited.writeHead.call(this, status, ...given);
    if (list !== undefined) (this as Written)._header = (this as Written)._header.slice(0, -END.length) + text + END;
    return this;
  }
  return (response) => {
    response.writeHead = writeHead as ServerResponse['writeHead'];
  };
}

interface Inherited {
  readonly writeHead: (...given: readonly unknown[]) => ServerResponse;
}

/** What ends a head. */
const END = '\r\n';

/** The lines of headers. Throws for a name or a value that no header may have. */
function textOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers).map(([name, value]) => {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return `${name}: ${value}${END}`;
  }).join('');
}
