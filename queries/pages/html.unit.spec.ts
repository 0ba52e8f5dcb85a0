import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from './html.js';

it('shows values as text and pieces as they are', () => {
  const name = '<script>alert("1")</script>';
  expect(html`<p title='${name}'>${html`<b>${1}</b>`}${null}${[html`<i></i>`, '&']}</p>`.markup).toBe(
    '<p title=\'&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;\'><b>1</b><i></i>&#38;</p>',
  );
});

it('lets no text out of its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { markup } = html`<p title="${text}">${text}</p>`;
      expect(markup.match(/[<>"']/g)).toEqual(['<', '"', '"', '>', '<', '>']);
    }),
  );
});
