// A browser without scripts: it keeps cookies by their paths, follows what leads on in the same place, and sends forms.

/** An answer, and the address at which it was found. */
export interface Shown {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Browser {
  /** Opens an address, or sends a form to it; follows until something is shown, or leads to `stopAt`. */
  open(url: string | URL, form?: Readonly<Record<string, string>>): Promise<Shown>;
}

/** A browser that stops where it is led to an address that begins so. */
export function openBrowser(stopAt: string, headers: Readonly<Record<string, string>> = {}): Browser {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  return {
    async open(to, form) {
      let url = new URL(to);
      let body = form === undefined ? undefined : new URLSearchParams(form);
      for (;;) {
        const { pathname } = url;
        const cookie = [...jar].filter(([, { path }]) => pathname.startsWith(path)).map(([name, { value }]) => `${name}=${value}`).join('; ');
        const answer = await fetch(url, { redirect: 'manual', headers: { ...headers, cookie }, ...(body === undefined ? {} : { method: 'POST', body }) });
        for (const line of answer.headers.getSetCookie()) keep(line);
        const location = answer.headers.get('location');
        const next = location === null ? undefined : new URL(location, url);
        if (next === undefined || next.href.startsWith(stopAt)) {
          return { url: next ?? url, status: answer.status, headers: answer.headers, text: await answer.text() };
        }
        [url, body] = [next, undefined];
      }
    },
  };

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/';
    if (value === '') jar.delete(name);
    else jar.set(name, { value, path });
  }
}
