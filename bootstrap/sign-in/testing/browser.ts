// A browser as far as sign-in sees one: cookies by host, redirects and refreshes followed, and what it says of where a request comes from.
import { request, type IncomingHttpHeaders } from 'node:http';

/** What a browser got in the end. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cookies that are sent in place of its own. */
  readonly cookies?: Readonly<Record<string, string>>;
}

/** Keeps cookies as a browser does, except that it knows neither paths nor expiry but the one that removes. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every address that it was led to, in order. */
  readonly visited: string[] = [];

  /** Sends one request and keeps its cookies; follows nothing. */
  async send(address: string | URL, { method = 'GET', headers = {}, body, cookies }: Sent = {}): Promise<Visit> {
    const url = new URL(address);
    this.visited.push(url.href);
    const jar = Object.entries(cookies ?? Object.fromEntries(this.cookies)).map(([name, value]) => `${name}=${value}`);
    const answer = await new Promise<Visit>((resolve, reject) => {
      const sent = request(url, { method, headers: { ...(jar.length === 0 ? {} : { cookie: jar.join('; ') }), ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject).on('end', () => resolve({ url, status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      sent.on('error', reject).end(body);
    });
    if (cookies === undefined) for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    return answer;
  }

  /** Follows a link, or what was typed (`from` unset), through redirects and refreshes. `until` stops before an address. */
  async go(address: string | URL, { from, until }: { readonly from?: URL; readonly until?: RegExp } = {}): Promise<Visit> {
    let initiator = from?.origin;
    let foreign = false;
    let url = new URL(address);
    for (let steps = 0; steps < 20; steps += 1) {
      foreign ||= initiator !== undefined && initiator !== url.origin;
      const site = initiator === undefined ? 'none' : foreign ? 'cross-site' : 'same-origin';
      const visit = await this.send(url, { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': site, 'sec-fetch-user': '?1' } });
      const { location, refresh } = visit.headers;
      const next = location ?? /^0; url=(.+)$/.exec(String(refresh ?? ''))?.[1];
      if (next === undefined) return visit;
      // A redirect is still its initiator's; a page that leads on is one itself.
      if (location === undefined) [initiator, foreign] = [url.origin, false];
      // A chain that went through another site is that site's as well.
      else if (initiator !== undefined && new URL(next, url).origin !== url.origin) foreign = true;
      url = new URL(next, url);
      if (until?.test(url.href) === true) return { ...visit, url };
    }
    throw new Error(`led in a circle: ${this.visited.slice(-4).join(' → ')}`);
  }

  /** Sends the form of a page, with its hidden fields. */
  async submit(page: Visit, action: string, fields: Readonly<Record<string, string>> = hiddenFields(page.text)): Promise<Visit> {
    return this.send(new URL(action, page.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', origin: page.url.origin },
      body: new URLSearchParams(fields).toString(),
    });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** The hidden fields of a page's forms. */
function hiddenFields(page: string): Record<string, string> {
  return Object.fromEntries([...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]));
}
